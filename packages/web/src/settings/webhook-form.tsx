import { PasswordInput, Select, SimpleGrid, TextInput } from "@mantine/core";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { FormDialog } from "./form-dialog.tsx";
import { useWords } from "./words.ts";

type Fresh = Parameters<typeof foyer.webhooks.add>[0];

const ANY = "*";
const empty: Fresh = { subscription_url: "", event_action: ANY, event_object: "lead", version: "2.0" };

export function NewWebhook({ onClose }: { onClose: () => void }) {
  const { s } = useWords();
  const [webhook, setWebhook] = useState(empty);
  const change = (part: Partial<Fresh>) => setWebhook((before) => ({ ...before, ...part }));
  return (
    <FormDialog
      title={s.addWebhook}
      action={s.add}
      send={() => foyer.webhooks.add(webhook)}
      onClose={onClose}
    >
      <TextInput
        label={s.url}
        type="url"
        placeholder="https://"
        required
        maxLength={2_000}
        data-autofocus
        value={webhook.subscription_url}
        onChange={({ currentTarget }) => change({ subscription_url: currentTarget.value })}
      />
      <TextInput
        label={s.name}
        maxLength={255}
        value={webhook.name ?? ""}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <Events webhook={webhook} onChange={change} />
      <Auth webhook={webhook} onChange={change} />
    </FormDialog>
  );
}

type Part = { webhook: Fresh; onChange: (part: Partial<Fresh>) => void };

const choices = (any: string, words: Record<string, string>) => [
  { value: ANY, label: any },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
];

function Events({ webhook, onChange }: Part) {
  const { s } = useWords();
  return (
    <SimpleGrid cols={2}>
      <Select
        label={s.when}
        allowDeselect={false}
        data={choices(s.anyAction, s.actions)}
        value={webhook.event_action}
        onChange={(action) => action && onChange({ event_action: action as Fresh["event_action"] })}
      />
      <Select
        label={s.what}
        allowDeselect={false}
        data={choices(s.anyObject, s.objects)}
        value={webhook.event_object}
        onChange={(object) => object && onChange({ event_object: object as Fresh["event_object"] })}
      />
    </SimpleGrid>
  );
}

function Auth({ webhook, onChange }: Part) {
  const { s } = useWords();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        label={s.authUser}
        maxLength={255}
        autoComplete="off"
        value={webhook.http_auth_user ?? ""}
        onChange={({ currentTarget }) => onChange({ http_auth_user: currentTarget.value || null })}
      />
      <PasswordInput
        label={s.authPassword}
        maxLength={255}
        autoComplete="new-password"
        value={webhook.http_auth_password ?? ""}
        onChange={({ currentTarget }) => onChange({ http_auth_password: currentTarget.value || null })}
      />
    </SimpleGrid>
  );
}
