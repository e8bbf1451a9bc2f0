import { Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { type App, apps } from "../api/settings.ts";
import { date } from "../lib/formats.ts";
import { FormDialog, NameInput } from "./form-dialog.tsx";
import { type FormProps, ListSection } from "./list-section.tsx";
import { Row, RowButton } from "./parts.tsx";
import { type Scope, ScopeList } from "./scope-choice.tsx";
import { useWords } from "./words.ts";

export function Apps() {
  const { s, locale } = useWords();
  return (
    <ListSection
      name="apps"
      query={useQuery(apps)}
      add={s.addApp}
      row={(app, { remove }) => (
        <Row
          title={app.name}
          detail={
            <>
              client_id {app.client_id} · {s.made(date(locale, app.add_time))}
              <br />
              {app.redirect_uris.join(", ")}
              <br />
              {app.scopes.map((scope) => s.scopeWords[scope as Scope] ?? scope).join(", ")}
            </>
          }
          actions={<RowButton danger label={s.delete} of={app.name} onClick={remove} />}
        />
      )}
      form={(props) => <NewApp {...props} />}
      removal={{ text: ({ name }) => s.deleteApp(name), remove: ({ id }) => foyer.apps.delete(id) }}
    />
  );
}

function NewApp({ onClose, onMade }: FormProps<App>) {
  const { s } = useWords();
  const [name, setName] = useState("");
  const [uris, setUris] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["leads:full", "contacts:full", "search:read", "users:read"]);
  const redirect_uris = uris.split(/\s+/).filter((uri) => uri !== "");
  return (
    <FormDialog
      title={s.addApp}
      action={s.addApp}
      send={() => foyer.apps.add({ name: name.trim(), redirect_uris, scopes })}
      said=""
      onClose={onClose}
      onSaved={({ name: made, client_id, client_secret }) =>
        onMade({
          title: s.appMade(made),
          secrets: [
            { label: "client_id", value: client_id },
            { label: "client_secret", value: client_secret },
          ],
        })
      }
    >
      <NameInput value={name} onChange={setName} />
      <Textarea
        label={s.redirectUris}
        description={s.redirectHint}
        value={uris}
        required
        autosize
        minRows={2}
        onChange={({ currentTarget }) => setUris(currentTarget.value)}
      />
      <ScopeList value={scopes} onChange={setScopes} />
    </FormDialog>
  );
}
