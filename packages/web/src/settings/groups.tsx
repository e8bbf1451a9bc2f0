import { Select, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { type Role, roleSettings, roles } from "../api/settings.ts";
import { Dialog } from "../app/dialog.tsx";
import { Form, FormDialog, NameInput } from "./form-dialog.tsx";
import { type FormProps, ListSection } from "./list-section.tsx";
import { Row, RowButton } from "./parts.tsx";
import { useWords } from "./words.ts";

const FIRST_ROLE = 1;

export function Groups() {
  const { s } = useWords();
  return (
    <ListSection
      name="groups"
      query={useQuery(roles)}
      add={s.addGroup}
      row={(role, { edit, remove }) => <GroupRow role={role} onEdit={edit} onDelete={remove} />}
      form={({ item, ...rest }) => (item ? <EditGroup role={item} {...rest} /> : <NewGroup {...rest} />)}
      removal={{ text: ({ name }) => s.deleteGroup(name), remove: ({ id }) => foyer.roles.delete(id) }}
    />
  );
}

function GroupRow({ role, onEdit, onDelete }: { role: Role; onEdit: () => void; onDelete: () => void }) {
  const { s } = useWords();
  const { data: all = [] } = useQuery(roles);
  const above = all.find(({ id }) => id === role.parent_role_id)?.name;
  return (
    <Row
      title={role.name}
      detail={[s.members(Number(role.assignment_count)), above && `${s.parentGroup} ${above}`]
        .filter(Boolean)
        .join(" · ")}
      actions={
        <>
          <RowButton label={s.edit} of={role.name} onClick={onEdit} />
          {role.id !== FIRST_ROLE && <RowButton danger label={s.delete} of={role.name} onClick={onDelete} />}
        </>
      }
    />
  );
}

const TOP = "top";

type Place = {
  name: string;
  parent: number | null;
  self?: number;
  onName: (name: string) => void;
  onParent: (id: number | null) => void;
};

function PlaceFields({ name, parent, self, onName, onParent }: Place) {
  const { s } = useWords();
  const { data: all = [] } = useQuery(roles);
  return (
    <>
      <NameInput value={name} onChange={onName} />
      <Select
        label={s.parentGroup}
        searchable
        allowDeselect={false}
        data={[
          { value: TOP, label: s.topGroup },
          ...all.filter(({ id }) => id !== self).map((one) => ({ value: String(one.id), label: one.name })),
        ]}
        value={parent === null ? TOP : String(parent)}
        onChange={(id) => onParent(id === null || id === TOP ? null : Number(id))}
      />
    </>
  );
}

type Ending = Pick<FormProps<Role>, "onClose">;

function NewGroup({ onClose }: Ending) {
  const { s } = useWords();
  const [name, setName] = useState("");
  const [parent, setParent] = useState<number | null>(null);
  return (
    <FormDialog
      title={s.addGroup}
      action={s.add}
      send={() => foyer.roles.add({ name: name.trim(), parent_role_id: parent })}
      onClose={onClose}
    >
      <PlaceFields {...{ name, parent }} onName={setName} onParent={setParent} />
    </FormDialog>
  );
}

const things = [
  ["lead", "lead_default_visibility"],
  ["person", "person_default_visibility"],
  ["organization", "org_default_visibility"],
] as const;
type SettingKey = (typeof things)[number][1];
type Settings = Record<SettingKey, number>;

function EditGroup({ role, onClose }: Ending & { role: Role }) {
  const { data } = useQuery(roleSettings(role.id));
  return (
    <Dialog title={role.name} onClose={onClose}>
      {data ? <EditForm {...{ role, onClose }} before={data} /> : <Skeleton h={280} />}
    </Dialog>
  );
}

function EditForm({ role, before, onClose }: Ending & { role: Role; before: Settings }) {
  const { t } = useWords();
  const [name, setName] = useState(role.name);
  const [parent, setParent] = useState(role.parent_role_id);
  const [settings, setSettings] = useState(before);
  const send = async () => {
    await foyer.roles.update(role.id, { name: name.trim(), parent_role_id: parent });
    for (const [, key] of things) {
      if (settings[key] === before[key]) continue;
      await foyer.roles.set(role.id, { setting_key: key, value: settings[key] as 1 | 3 | 5 | 7 });
    }
  };
  return (
    <Form action={t.save} send={send} onClose={onClose}>
      <PlaceFields {...{ name, parent }} self={role.id} onName={setName} onParent={setParent} />
      <Defaults settings={settings} onChange={setSettings} />
    </Form>
  );
}

function Defaults({ settings, onChange }: { settings: Settings; onChange: (next: Settings) => void }) {
  const { s, t } = useWords();
  return things.map(([thing, key]) => (
    <Select
      key={key}
      label={s.defaultVisibility[thing]}
      allowDeselect={false}
      data={Object.entries(t.visibleTo).map(([value, label]) => ({ value, label }))}
      value={String(settings[key])}
      onChange={(value) => value && onChange({ ...settings, [key]: Number(value) })}
    />
  ));
}
