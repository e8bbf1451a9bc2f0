import { Button, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { type ApiToken, tokens } from "../api/settings.ts";
import { Dialog } from "../app/dialog.tsx";
import { useSave } from "../app/use-save.ts";
import { date } from "../lib/formats.ts";
import { Confirm, FormButtons, Headed, Row, RowButton, Rows, type Shown, ShownOnce } from "./parts.tsx";
import { type Scope, ScopeChoice } from "./scope-choice.tsx";
import { useWords } from "./words.ts";

export function Tokens() {
  const { s } = useWords();
  const query = useQuery(tokens);
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<Shown>();
  const [revoking, setRevoking] = useState<ApiToken>();
  return (
    <Headed name="tokens" action={<Button onClick={() => setMaking(true)}>{s.newToken}</Button>}>
      <Rows query={query}>
        {(token) => <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />}
      </Rows>
      {making && <NewToken onClose={() => setMaking(false)} onMade={setShown} />}
      {shown && <ShownOnce {...shown} onClose={() => setShown(undefined)} />}
      {revoking && <Revoke token={revoking} onClose={() => setRevoking(undefined)} />}
    </Headed>
  );
}

function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const { s, locale } = useWords();
  const scopes = token.scopes?.map((scope) => s.scopeWords[scope as Scope] ?? scope).join(", ");
  const used = token.last_used_time ? s.lastUsed(date(locale, token.last_used_time)) : s.neverUsed;
  return (
    <Row
      title={token.name}
      detail={`…${token.hint} · ${scopes ?? s.everythingShort} · ${s.made(date(locale, token.add_time))} · ${used}`}
      actions={<RowButton danger label={s.revoke} of={token.name} onClick={onRevoke} />}
    />
  );
}

function Revoke({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const { s } = useWords();
  const { save } = useSave();
  return (
    <Confirm
      title={s.revoke}
      text={s.revokeToken(token.name)}
      action={s.revoke}
      onConfirm={() => save(() => foyer.tokens.delete(token.id))}
      onClose={onClose}
    />
  );
}

function NewToken({ onClose, onMade }: { onClose: () => void; onMade: (shown: Shown) => void }) {
  const { s } = useWords();
  const { save, isSaving } = useSave();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[] | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await save(() => foyer.tokens.add({ name: name.trim(), scopes }), { said: "" });
    if (!made) return;
    onClose();
    onMade({ title: s.tokenMade, secrets: [{ label: made.data.name, value: made.data.token }] });
  };
  return (
    <Dialog title={s.newToken} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={s.tokenName}
            value={name}
            required
            maxLength={255}
            data-autofocus
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <ScopeChoice value={scopes} onChange={setScopes} />
          <FormButtons action={s.newToken} isSaving={isSaving} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
