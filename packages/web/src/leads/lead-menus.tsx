import { Menu, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Lead } from "../api/types.ts";
import { Dialog } from "../app/dialog.tsx";
import { DialogFoot } from "../app/dialog-foot.tsx";
import type { Writing } from "./columns.tsx";
import { FindMenu, MANY } from "./find-menu.tsx";
import { LabelBadge } from "./label-badges.tsx";
import type { Search } from "./search.ts";
import type { LeadActions } from "./use-lead-actions.tsx";
import type { Menus } from "./use-lead-keys.ts";

type Props = { actions: LeadActions; menus: Menus; writing: Writing };
type Over = Props & { leads: readonly Lead[]; children: ReactElement<{ onClick?: () => void }> };

/** Puts labels on leads and takes them off. */
export function LabelMenu({ actions, menus, writing: { t, labels }, leads, children }: Over) {
  const isOn = (id: string) => leads.length > 0 && leads.every(({ label_ids }) => label_ids.includes(id));
  const opening = openingOf(menus, "labels");
  if (labels.size > MANY)
    return (
      <FindMenu
        {...opening}
        label={t.labels}
        items={[...labels.values()].map((label) => ({ ...label, isOn: isOn(label.id) }))}
        onPick={(id) => actions.toggleLabel(leads, id)}
        draw={(label) => <LabelBadge label={label} />}
      >
        {children}
      </FindMenu>
    );
  return (
    <Menu opened={opening.opened} onChange={opening.onOpened} closeOnItemClick={false} trapFocus returnFocus>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {labels.size === 0 && <Menu.Label>{t.noLabels}</Menu.Label>}
        {[...labels.values()].map((label) => (
          <Menu.CheckboxItem
            key={label.id}
            checked={isOn(label.id)}
            onChange={() => actions.toggleLabel(leads, label.id)}
          >
            <LabelBadge label={label} />
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Gives leads to somebody. */
export function OwnerMenu({ actions, menus, writing: { t, users }, leads, children }: Over) {
  const people = [...users.values()].filter(({ active_flag }) => active_flag);
  const isOn = (id: number) => leads.length > 0 && leads.every(({ owner_id }) => owner_id === id);
  const opening = openingOf(menus, "owner");
  const give = (id: number) => void actions.giveTo(leads, id);
  if (people.length > MANY)
    return (
      <FindMenu
        {...opening}
        label={t.owner}
        items={people.map(({ id, name }) => ({ id: String(id), name, isOn: isOn(id) }))}
        onPick={(id) => {
          menus.close();
          give(Number(id));
        }}
        draw={({ name }) => name}
      >
        {children}
      </FindMenu>
    );
  return (
    <Menu opened={opening.opened} onChange={opening.onOpened} trapFocus returnFocus>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {people.map(({ id, name }) => (
          <Menu.RadioItem
            key={id}
            value={String(id)}
            checked={isOn(id)}
            closeMenuOnClick
            onChange={() => give(id)}
          >
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whether a menu is open, and how it opens and closes: by its button, or by a key of the list. */
const openingOf = (menus: Menus, name: "labels" | "owner") => ({
  opened: menus.opened === name,
  onOpened: (opened: boolean) => (opened ? menus.open(name) : menus.close()),
});

/** Asks once more before leads are deleted for good. */
export function DeleteConfirm({
  actions,
  menus,
  writing: { t },
  onDeleted,
}: Props & { onDeleted: () => void }) {
  const navigate = useNavigate();
  const leads = menus.opened === "delete" ? menus.leads() : [];
  const isDeleted = (id: string | undefined) => leads.some((lead) => lead.id === id);
  const leave = () => {
    onDeleted();
    return navigate({
      to: ".",
      search: (before: Search) => ({ ...before, lead: isDeleted(before.lead) ? undefined : before.lead }),
      replace: true,
    });
  };
  const remove = () => {
    menus.close();
    void actions.remove(leads, leave);
  };
  if (leads.length === 0) return null;
  return (
    <Dialog title={t.deleteLead} onClose={menus.close}>
      <Text size="sm" mb="lg">
        {leads.length === 1 ? t.deleteSure(leads[0]?.title ?? "") : t.deleteAllSure(leads.length)}
      </Text>
      <DialogFoot onCancel={menus.close} type="button" color="red.9" data-autofocus onClick={remove}>
        {t.deleteLead}
      </DialogFoot>
    </Dialog>
  );
}
