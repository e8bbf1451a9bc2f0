import { Badge, Button, Group, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { profile } from "../api/profile.ts";
import { type Member, members, roles } from "../api/settings.ts";
import { Dialog } from "../app/dialog.tsx";
import { useSave } from "../app/use-save.ts";
import { date } from "../lib/formats.ts";
import { FormButtons, Headed, Row, RowButton, Rows, type Shown, ShownOnce } from "./parts.tsx";
import { useWords } from "./words.ts";

export function Users() {
  const { s } = useWords();
  const query = useQuery(members);
  const [shown, setShown] = useState<Shown>();
  const [editing, setEditing] = useState<Member | "new">();
  const { save } = useSave();

  const show = (name: string, link: string) =>
    setShown({ title: s.inviteMade(name), hint: s.inviteHint, secrets: [{ label: name, value: link }] });
  const addLink = async ({ id, name }: Member) => {
    const made = await save(() => foyer.members.addLink(id), { said: "" });
    if (made) show(name, made.data.link);
  };

  return (
    <Headed name="users" action={<Button onClick={() => setEditing("new")}>{s.invite}</Button>}>
      <Rows query={query}>
        {(member) => (
          <MemberRow
            key={member.id}
            member={member}
            onEdit={() => setEditing(member)}
            onLink={() => addLink(member)}
          />
        )}
      </Rows>
      {editing === "new" && <Invite onClose={() => setEditing(undefined)} onInvited={show} />}
      {editing && editing !== "new" && (
        <EditMember key={editing.id} member={editing} onClose={() => setEditing(undefined)} />
      )}
      {shown && <ShownOnce {...shown} onClose={() => setShown(undefined)} />}
    </Headed>
  );
}

type MemberRow = { member: Member; onEdit: () => void; onLink: () => void };

function MemberRow({ member, onEdit, onLink }: MemberRow) {
  const { s, locale } = useWords();
  const { data: groups = [] } = useQuery(roles);
  const { data: me } = useQuery(profile);
  const group = groups.find(({ id }) => id === member.role_id)?.name;
  const seen = member.last_login_time && s.lastLogin(date(locale, member.last_login_time));
  const badges = [
    member.id === me?.id && s.you,
    member.is_admin && s.admin,
    !member.active_flag && s.deactivated,
    member.active_flag && !member.last_login_time && s.invited,
  ].filter((badge) => badge !== false);
  return (
    <Row
      title={
        <Group gap={6}>
          {member.name}
          {badges.map((badge) => (
            <Badge key={badge} variant="light" color="gray" size="sm" tt="none">
              {badge}
            </Badge>
          ))}
        </Group>
      }
      detail={[member.email, group, seen].filter(Boolean).join(" · ")}
      actions={
        <>
          {member.active_flag && <RowButton label={s.newLink} of={member.name} onClick={onLink} />}
          <RowButton label={s.edit} of={member.name} onClick={onEdit} />
        </>
      }
    />
  );
}

function GroupSelect({ value, onChange }: { value: number; onChange: (id: number) => void }) {
  const { s } = useWords();
  const { data: groups = [] } = useQuery(roles);
  return (
    <Select
      label={s.group}
      allowDeselect={false}
      data={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(value)}
      onChange={(id) => id && onChange(Number(id))}
    />
  );
}

const FIRST_ROLE = 1;

type Inviting = { onClose: () => void; onInvited: (name: string, link: string) => void };

function Invite({ onClose, onInvited }: Inviting) {
  const { s } = useWords();
  const { save, isSaving } = useSave();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [is_admin, setAdmin] = useState(false);
  const [role_id, setRole] = useState(FIRST_ROLE);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const user = { name: name.trim(), email: email.trim(), is_admin, role_id };
    const made = await save(() => foyer.members.invite(user), { said: "" });
    if (!made) return;
    onClose();
    onInvited(made.data.name, made.data.link);
  };
  return (
    <Dialog title={s.invite} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={s.name}
            value={name}
            required
            maxLength={255}
            data-autofocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <TextInput
            label={s.email}
            type="email"
            value={email}
            required
            maxLength={255}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <GroupSelect value={role_id} onChange={setRole} />
          <Switch
            label={s.admin}
            description={s.adminHint}
            checked={is_admin}
            onChange={({ currentTarget }) => setAdmin(currentTarget.checked)}
          />
          <FormButtons action={s.invite} isSaving={isSaving} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}

function EditMember({ member, onClose }: { member: Member; onClose: () => void }) {
  const { s, t } = useWords();
  const { save, isSaving } = useSave();
  const [name, setName] = useState(member.name);
  const [is_admin, setAdmin] = useState(member.is_admin);
  const [active_flag, setActive] = useState(member.active_flag);
  const [role_id, setRole] = useState(member.role_id);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const change = { name: name.trim(), is_admin, active_flag, role_id };
    if (await save(() => foyer.members.update(member.id, change))) onClose();
  };
  return (
    <Dialog title={member.name} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={s.name}
            value={name}
            required
            maxLength={255}
            data-autofocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <GroupSelect value={role_id} onChange={setRole} />
          <Switch
            label={s.admin}
            description={s.adminHint}
            checked={is_admin}
            onChange={({ currentTarget }) => setAdmin(currentTarget.checked)}
          />
          <Switch
            label={s.active}
            description={s.activeHint}
            checked={active_flag}
            onChange={({ currentTarget }) => setActive(currentTarget.checked)}
          />
          <FormButtons action={t.save} isSaving={isSaving} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
