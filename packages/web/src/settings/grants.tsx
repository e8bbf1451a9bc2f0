import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { foyer } from "../api/foyer.ts";
import { type Grant, grants } from "../api/settings.ts";
import { useSave } from "../app/use-save.ts";
import { date } from "../lib/formats.ts";
import { Confirm, Headed, Row, RowButton, Rows } from "./parts.tsx";
import type { Scope } from "./scope-choice.tsx";
import { useWords } from "./words.ts";

export function Grants() {
  const { s, locale } = useWords();
  const query = useQuery(grants);
  const { save } = useSave();
  const [removing, setRemoving] = useState<Grant>();
  return (
    <Headed name="grants">
      <Rows query={query}>
        {(grant) => (
          <Row
            key={grant.id}
            title={grant.app_name}
            detail={`${grant.scopes.map((scope) => s.scopeWords[scope as Scope] ?? scope).join(", ")} · ${s.made(date(locale, grant.add_time))} · ${s.expires(date(locale, grant.expire_time))}`}
            actions={
              <RowButton danger label={s.remove} of={grant.app_name} onClick={() => setRemoving(grant)} />
            }
          />
        )}
      </Rows>
      {removing && (
        <Confirm
          title={s.remove}
          text={s.removeGrant(removing.app_name)}
          action={s.remove}
          onConfirm={() => save(() => foyer.apps.deleteGrant(removing.id))}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Headed>
  );
}
