import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { type App, apps } from "../api/settings.ts";
import { Dialog } from "../app/dialog.tsx";
import { useSave } from "../app/use-save.ts";
import { date } from "../lib/formats.ts";
import { Confirm, FormButtons, Headed, Row, RowButton, Rows, type Shown, ShownOnce } from "./parts.tsx";
import { type Scope, ScopeList } from "./scope-choice.tsx";
import { useWords } from "./words.ts";

export function Apps() {
  const { s, locale } = useWords();
  const query = useQuery(apps);
  const { save } = useSave();
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<Shown>();
  const [deleting, setDeleting] = useState<App>();
  return (
    <Headed name="apps" action={<Button onClick={() => setMaking(true)}>{s.addApp}</Button>}>
      <Rows query={query}>
        {(app) => (
          <Row
            key={app.id}
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
            actions={<RowButton danger label={s.delete} of={app.name} onClick={() => setDeleting(app)} />}
          />
        )}
      </Rows>
      {making && <NewApp onClose={() => setMaking(false)} onMade={setShown} />}
      {shown && <ShownOnce {...shown} onClose={() => setShown(undefined)} />}
      {deleting && (
        <Confirm
          title={s.delete}
          text={s.deleteApp(deleting.name)}
          action={s.delete}
          onConfirm={() => save(() => foyer.apps.delete(deleting.id))}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Headed>
  );
}

function NewApp({ onClose, onMade }: { onClose: () => void; onMade: (shown: Shown) => void }) {
  const { s } = useWords();
  const { save, isSaving } = useSave();
  const [name, setName] = useState("");
  const [uris, setUris] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["leads:full", "contacts:full", "search:read", "users:read"]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const redirect_uris = uris.split(/\s+/).filter((uri) => uri !== "");
    const app = { name: name.trim(), redirect_uris, scopes };
    const made = await save(() => foyer.apps.add(app), { said: "" });
    if (!made) return;
    const { client_id, client_secret } = made.data;
    onClose();
    onMade({
      title: s.appMade(made.data.name),
      secrets: [
        { label: "client_id", value: client_id },
        { label: "client_secret", value: client_secret },
      ],
    });
  };
  return (
    <Dialog title={s.addApp} onClose={onClose}>
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
          <FormButtons action={s.addApp} isSaving={isSaving} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
