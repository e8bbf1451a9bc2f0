import { Alert, Anchor, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { foyer, signInPage } from "../api/foyer.ts";
import { me, queries } from "../api/queries.ts";
import { signedInAgain } from "../api/signed-out.ts";
import { useTexts } from "../texts/texts.tsx";
import { reasonOf } from "./reason.ts";

/** Asks for the password over the page as it stands, so that what is being written on it is not lost. */
export function SignInDialog() {
  const { t } = useTexts();
  const words = t.panel.signIn;
  const known = queries.getQueryData(me.queryKey);
  const [email, setEmail] = useState(known?.email ?? "");
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const company = known && { company_domain: known.company_domain };
      const { user } = await foyer.session.create({ email, password, ...company });
      // What is on the page is for the eyes of whoever it was.
      if (known && user.id !== known.id) return location.reload();
      signedInAgain();
      await queries.invalidateQueries();
    } catch (error) {
      setProblem(reasonOf(error));
    }
  };
  return (
    <Modal.Root opened onClose={() => {}} lockScroll={false} zIndex={1_000}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Title fw={650} p="md" pb={0}>
          {words.title}
        </Modal.Title>
        <Modal.Body pt="xs">
          <form onSubmit={submit}>
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                {words.hint}
              </Text>
              <TextInput
                label={t.emails}
                type="email"
                autoComplete="username"
                value={email}
                required
                onChange={({ currentTarget }) => setEmail(currentTarget.value)}
              />
              <PasswordInput
                label={words.password}
                autoComplete="current-password"
                value={password}
                required
                data-autofocus
                visibilityToggleButtonProps={{ "aria-label": words.show }}
                onChange={({ currentTarget }) => setPassword(currentTarget.value)}
              />
              {problem && (
                <Alert color="red" role="alert" p="xs">
                  {problem}
                </Alert>
              )}
              <Group justify="space-between">
                <Anchor size="sm" href={signInPage()}>
                  {words.leave}
                </Anchor>
                <Button type="submit">{words.action}</Button>
              </Group>
            </Stack>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
