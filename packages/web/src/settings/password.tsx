import { Button, Group, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { profile } from "../api/profile.ts";
import { useSave } from "../app/use-save.ts";
import { Headed } from "./parts.tsx";
import { useWords } from "./words.ts";

export function Password() {
  return (
    <Headed name="password">
      <ChangePassword />
      <Sessions />
    </Headed>
  );
}

function ChangePassword() {
  const { s } = useWords();
  const { data: me } = useQuery(profile);
  const { save, isSaving } = useSave();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const passwords = { current_password: current, new_password: next };
    const changed = await save(() => foyer.session.changePassword(passwords), {
      said: ({ ended }) => s.passwordChanged(ended),
      stays: true,
    });
    if (!changed) return;
    setCurrent("");
    setNext("");
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={360}>
        <input type="hidden" name="email" autoComplete="username" value={me?.email ?? ""} readOnly />
        <PasswordInput
          label={s.currentPassword}
          value={current}
          required
          autoComplete="current-password"
          onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
        />
        <PasswordInput
          label={s.newPassword}
          description={s.newPasswordHint}
          value={next}
          required
          minLength={8}
          maxLength={256}
          autoComplete="new-password"
          onChange={({ currentTarget }) => setNext(currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={isSaving}>
            {s.changePassword}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Sessions() {
  const { s, t } = useWords();
  const leave = (how: () => Promise<unknown>) => how().finally(() => location.assign("/foyer/sign-in"));
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {s.sessions}
      </Title>
      <Text size="sm" c="dimmed">
        {s.signOutEverywhereHint}
      </Text>
      <Group>
        <Button variant="default" onClick={() => leave(() => foyer.session.delete())}>
          {t.signOut}
        </Button>
        <Button variant="light" color="red" onClick={() => leave(() => foyer.session.deleteAll())}>
          {t.signOutEverywhere}
        </Button>
      </Group>
    </Stack>
  );
}
