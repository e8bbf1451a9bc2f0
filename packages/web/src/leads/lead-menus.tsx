import { Button, Group, Menu, Modal, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { Lead } from "../api/types.ts";
import type { Writing } from "./columns.tsx";
import { LabelBadge } from "./label-badges.tsx";
import type { LeadActions } from "./use-lead-actions.tsx";
import type { Menus } from "./use-lead-keys.ts";

type Props = { actions: LeadActions; menus: Menus; writing: Writing };
type Over = Props & { leads: readonly Lead[]; children: ReactElement };

const mark = (isOn: boolean) => (isOn ? <IconCheck size={16} aria-hidden /> : <span />);

/** Puts labels on leads and takes them off. */
export function LabelMenu({ actions, menus, writing: { t, labels }, leads, children }: Over) {
  const isOn = (id: string) => leads.length > 0 && leads.every(({ label_ids }) => label_ids.includes(id));
  return (
    <Menu
      opened={menus.opened === "labels"}
      onChange={(opened) => (opened ? menus.open("labels") : menus.close())}
      closeOnItemClick={false}
      trapFocus
      returnFocus
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {labels.size === 0 && <Menu.Label>{t.noLabels}</Menu.Label>}
        {[...labels.values()].map((label) => (
          <Menu.Item
            key={label.id}
            role="menuitemcheckbox"
            aria-checked={isOn(label.id)}
            rightSection={mark(isOn(label.id))}
            onClick={() => actions.toggleLabel(leads, label.id)}
          >
            <LabelBadge label={label} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Gives leads to somebody. */
export function OwnerMenu({ actions, menus, writing: { users }, leads, children }: Over) {
  const people = [...users.values()].filter(({ active_flag }) => active_flag);
  const isOn = (id: number) => leads.length > 0 && leads.every(({ owner_id }) => owner_id === id);
  return (
    <Menu
      opened={menus.opened === "owner"}
      onChange={(opened) => (opened ? menus.open("owner") : menus.close())}
      trapFocus
      returnFocus
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {people.map(({ id, name }) => (
          <Menu.Item
            key={id}
            role="menuitemradio"
            aria-checked={isOn(id)}
            rightSection={mark(isOn(id))}
            onClick={() => actions.giveTo(leads, id)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Asks once more before leads are deleted for good. */
export function DeleteConfirm({
  actions,
  menus,
  writing: { t },
  onDeleted,
}: Props & { onDeleted: () => void }) {
  const leads = menus.opened === "delete" ? menus.leads() : [];
  const remove = async () => {
    menus.close();
    if (await actions.remove(leads)) onDeleted();
  };
  return (
    <Modal
      opened={leads.length > 0}
      onClose={menus.close}
      title={t.deleteLead}
      closeButtonProps={{ "aria-label": t.close }}
    >
      <Text size="sm">
        {leads.length === 1 ? t.deleteSure(leads[0]?.title ?? "") : t.selected(leads.length)}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={menus.close}>
          {t.cancel}
        </Button>
        <Button color="red" data-autofocus onClick={remove}>
          {t.deleteLead}
        </Button>
      </Group>
    </Modal>
  );
}
