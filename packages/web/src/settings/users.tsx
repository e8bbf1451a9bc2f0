import { Badge, Group, Select, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { profile } from "../api/profile.ts";
import { type Member, members, roles } from "../api/settings.ts";
import { useSave } from "../app/use-save.ts";
import { date } from "../lib/formats.ts";
import { FormDialog, NameInput } from "./form-dialog.tsx";
import { type FormProps, ListSection } from "./list-section.tsx";
import { Row, RowButton, type Shown } from "./parts.tsx";
import { useWords } from "./words.ts";

export function Users() {
  const { s } = useWords();
  const { save } = useSave();
  const shownLink = (name: string, link: string): Shown => ({
    title: s.inviteMade(name),
    hint: s.inviteHint,
    secrets: [{ label: name, value: link }],
  });
  const addLink = async ({ id, name }: Member, show: (shown: Shown) => void) => {
    const made = await save(() => foyer.members.addLink(id), { said: "" });
    if (made) show(shownLink(name, made.data.link));
  };
  return (
    <ListSection
      name="users"
      query={useQuery(members)}
      add={s.invite}
      row={(member, { edit, show }) => (
        <MemberRow member={member} onEdit={edit} onLink={() => addLink(member, show)} />
      )}
      form={({ item, onClose, onMade }) =>
        item ? (
          <EditMember member={item} onClose={onClose} />
        ) : (
          <Invite onClose={onClose} onInvited={(name, link) => onMade(shownLink(name, link))} />
        )
      }
    />
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
      searchable
      allowDeselect={false}
      data={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(value)}
      onChange={(id) => id && onChange(Number(id))}
    />
  );
}

const FIRST_ROLE = 1;

type Ending = Pick<FormProps<Member>, "onClose">;
type Inviting = Ending & { onInvited: (name: string, link: string) => void };

function Invite({ onClose, onInvited }: Inviting) {
  const { s } = useWords();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [is_admin, setAdmin] = useState(false);
  const [role_id, setRole] = useState(FIRST_ROLE);
  return (
    <FormDialog
      title={s.invite}
      action={s.invite}
      send={() => foyer.members.invite({ name: name.trim(), email: email.trim(), is_admin, role_id })}
      said=""
      onClose={onClose}
      onSaved={(made) => onInvited(made.name, made.link)}
    >
      <NameInput value={name} onChange={setName} />
      <TextInput
        label={s.email}
        type="email"
        value={email}
        required
        maxLength={255}
        onChange={({ currentTarget }) => setEmail(currentTarget.value)}
      />
      <GroupSelect value={role_id} onChange={setRole} />
      <AdminSwitch isOn={is_admin} onChange={setAdmin} />
    </FormDialog>
  );
}

function EditMember({ member, onClose }: Ending & { member: Member }) {
  const { s, t } = useWords();
  const [name, setName] = useState(member.name);
  const [is_admin, setAdmin] = useState(member.is_admin);
  const [active_flag, setActive] = useState(member.active_flag);
  const [role_id, setRole] = useState(member.role_id);
  const change = { name: name.trim(), is_admin, active_flag, role_id };
  return (
    <FormDialog
      title={member.name}
      action={t.save}
      send={() => foyer.members.update(member.id, change)}
      onClose={onClose}
    >
      <NameInput value={name} onChange={setName} />
      <GroupSelect value={role_id} onChange={setRole} />
      <AdminSwitch isOn={is_admin} onChange={setAdmin} />
      <Switch
        label={s.active}
        description={s.activeHint}
        checked={active_flag}
        onChange={({ currentTarget }) => setActive(currentTarget.checked)}
      />
    </FormDialog>
  );
}

function AdminSwitch({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const { s } = useWords();
  return (
    <Switch
      label={s.admin}
      description={s.adminHint}
      checked={isOn}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}
