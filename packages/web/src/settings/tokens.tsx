import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { type ApiToken, tokens } from "../api/settings.ts";
import { date } from "../lib/formats.ts";
import { FormDialog, NameInput } from "./form-dialog.tsx";
import { type FormProps, ListSection } from "./list-section.tsx";
import { Row, RowButton } from "./parts.tsx";
import { type Scope, ScopeChoice } from "./scope-choice.tsx";
import { useWords } from "./words.ts";

export function Tokens() {
  const { s } = useWords();
  return (
    <ListSection
      name="tokens"
      query={useQuery(tokens)}
      add={s.newToken}
      row={(token, { remove }) => <TokenRow token={token} onRevoke={remove} />}
      form={(props) => <NewToken {...props} />}
      removal={{
        action: s.revoke,
        text: ({ name }) => s.revokeToken(name),
        remove: ({ id }) => foyer.tokens.delete(id),
      }}
    />
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

function NewToken({ onClose, onMade }: FormProps<ApiToken>) {
  const { s } = useWords();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[] | null>(null);
  return (
    <FormDialog
      title={s.newToken}
      action={s.newToken}
      send={() => foyer.tokens.add({ name: name.trim(), scopes })}
      said=""
      onClose={onClose}
      onSaved={({ name: made, token }) =>
        onMade({ title: s.tokenMade, secrets: [{ label: made, value: token }] })
      }
    >
      <NameInput label={s.tokenName} value={name} onChange={setName} />
      <ScopeChoice value={scopes} onChange={setScopes} />
    </FormDialog>
  );
}
