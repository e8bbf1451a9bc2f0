import { Button, Select, Skeleton, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { type Role, roleSettings, roles } from "../api/settings.ts";
import { Dialog } from "../app/dialog.tsx";
import { useSave } from "../app/use-save.ts";
import { Confirm, FormButtons, Headed, Row, RowButton, Rows } from "./parts.tsx";
import { useWords } from "./words.ts";

const FIRST_ROLE = 1;

export function Groups() {
  const { s } = useWords();
  const query = useQuery(roles);
  const { save } = useSave();
  const [editing, setEditing] = useState<Role | "new">();
  const [deleting, setDeleting] = useState<Role>();
  return (
    <Headed name="groups" action={<Button onClick={() => setEditing("new")}>{s.addGroup}</Button>}>
      <Rows query={query}>
        {(role) => (
          <GroupRow
            key={role.id}
            role={role}
            onEdit={() => setEditing(role)}
            onDelete={() => setDeleting(role)}
          />
        )}
      </Rows>
      {editing === "new" && <NewGroup onClose={() => setEditing(undefined)} />}
      {editing && editing !== "new" && <EditGroup role={editing} onClose={() => setEditing(undefined)} />}
      {deleting && (
        <Confirm
          title={s.delete}
          text={s.deleteGroup(deleting.name)}
          action={s.delete}
          onConfirm={() => save(() => foyer.roles.delete(deleting.id))}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Headed>
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
      <TextInput
        label={s.name}
        value={name}
        required
        maxLength={255}
        data-autofocus
        onChange={({ currentTarget }) => onName(currentTarget.value)}
      />
      <Select
        label={s.parentGroup}
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

function NewGroup({ onClose }: { onClose: () => void }) {
  const { s } = useWords();
  const { save, isSaving } = useSave();
  const [name, setName] = useState("");
  const [parent, setParent] = useState<number | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(() => foyer.roles.add({ name: name.trim(), parent_role_id: parent }))) onClose();
  };
  return (
    <Dialog title={s.addGroup} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <PlaceFields {...{ name, parent }} onName={setName} onParent={setParent} />
          <FormButtons action={s.add} isSaving={isSaving} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}

const things = [
  ["lead", "lead_default_visibility"],
  ["person", "person_default_visibility"],
  ["organization", "org_default_visibility"],
] as const;
type SettingKey = (typeof things)[number][1];
type Settings = Record<SettingKey, number>;

function EditGroup({ role, onClose }: { role: Role; onClose: () => void }) {
  const { data } = useQuery(roleSettings(role.id));
  return (
    <Dialog title={role.name} onClose={onClose}>
      {data ? <EditForm {...{ role, onClose }} before={data} /> : <Skeleton h={280} />}
    </Dialog>
  );
}

type Editing = { role: Role; before: Settings; onClose: () => void };

function EditForm({ role, before, onClose }: Editing) {
  const { t } = useWords();
  const { save, isSaving } = useSave();
  const [name, setName] = useState(role.name);
  const [parent, setParent] = useState(role.parent_role_id);
  const [settings, setSettings] = useState(before);
  const store = async () => {
    await foyer.roles.update(role.id, { name: name.trim(), parent_role_id: parent });
    for (const [, key] of things) {
      if (settings[key] === before[key]) continue;
      await foyer.roles.set(role.id, { setting_key: key, value: settings[key] as 1 | 3 | 5 | 7 });
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(store)) onClose();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PlaceFields {...{ name, parent }} self={role.id} onName={setName} onParent={setParent} />
        <Defaults settings={settings} onChange={setSettings} />
        <FormButtons action={t.save} isSaving={isSaving} onClose={onClose} />
      </Stack>
    </form>
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
