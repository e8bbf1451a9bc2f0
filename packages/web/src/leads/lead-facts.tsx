import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { customFields } from "../api/fields.ts";
import { currencies, me } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { InPlace } from "../app/in-place.tsx";
import { FactEditor } from "../fields/fact-editor.tsx";
import { FactText, writtenWords } from "../fields/fact-text.tsx";
import { customFact, type Fact, furtherFacts, isUnset, mainFacts } from "../fields/facts.ts";
import { dateTime } from "../lib/formats.ts";
import type { Writing } from "./columns.tsx";
import classes from "./lead-facts.module.css";
import type { LeadActions } from "./use-lead-actions.tsx";
import type { Menus } from "./use-lead-keys.ts";

type Props = {
  lead: Lead;
  /** Whether it may not be changed. */
  isFixed: boolean;
  actions: LeadActions;
  writing: Writing;
  menus: Menus;
};

/** Empty custom fields that may stand among the others; where there are more, they are put away. */
const FEW = 4;

/** An amount that is not known yet is asked for in the user's own currency. */
const inCurrency = (fact: Fact, currency: string): Fact =>
  fact.type === "monetary" && !fact.draft.currency ? { ...fact, draft: { ...fact.draft, currency } } : fact;

/** What is known of a lead, one thing a line, custom fields in the order of the account. */
export function LeadFacts({ lead, isFixed, actions, writing, menus }: Props) {
  const { t, locale } = writing;
  const { data: user } = useQuery(me);
  const { data: fields = [] } = useQuery(customFields);
  const [isWhole, setWhole] = useState(false);
  useQuery(currencies); // there by the time an amount is edited
  const currency = user?.default_currency ?? "EUR";
  const custom = fields.map((field) => inCurrency(customFact(field, lead), currency));
  const empty = custom.filter(isUnset);
  const shown = isWhole || empty.length <= FEW ? custom : custom.filter((fact) => !isUnset(fact));
  const edited = (fact: Fact) => (
    <FactLine
      key={fact.id}
      {...{ fact, lead, actions, writing, menus }}
      isFixed={isFixed || (fact.id === "visible_to" && !writing.may.show)}
    />
  );
  return (
    <div>
      <dl className={classes.facts}>
        {mainFacts(lead, t, currency).map(edited)}
        {shown.map(edited)}
        {furtherFacts(lead, t).map(edited)}
        <Told name={t.source}>{lead.source_name}</Told>
        <Told name={t.created}>{dateTime(locale, lead.add_time)}</Told>
        <Told name={t.updated}>{dateTime(locale, lead.update_time)}</Told>
      </dl>
      {empty.length > FEW && (
        <Button size="compact-sm" variant="subtle" mt={4} ml={-8} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t.panel.fewerFields : t.panel.moreFields(empty.length)}
        </Button>
      )}
    </div>
  );
}

function Told({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Text size="sm">{children}</Text>
      </dd>
    </>
  );
}

/** What an edit begins with: what the inputs hold, what the lead holds, and the lead. */
type Begin = { fact: Fact; kept: Fact; lead: Lead };

function FactLine({ fact, lead, isFixed, actions, writing, menus }: Props & { fact: Fact }) {
  const id = useId();
  // What could not be sent is there again, to be sent once more.
  const [unsent, setUnsent] = useState<Begin>();
  return (
    <>
      <dt id={id}>{fact.name}</dt>
      <dd>
        <InPlace
          key={unsent && "unsent"}
          nameId={id}
          startsOpen={unsent !== undefined}
          onAsked={menus.opened === fact.id ? menus.close : undefined}
          disabled={isFixed}
          shown={<FactText fact={fact} writing={writing} />}
        >
          {(close) => (
            <FactEdit
              {...{ actions, writing, close }}
              from={unsent ?? { fact, kept: fact, lead }}
              onUnsent={setUnsent}
            />
          )}
        </InPlace>
      </dd>
    </>
  );
}

type EditProps = Omit<Props, "lead" | "isFixed" | "menus"> & {
  from: Begin;
  close: () => void;
  onUnsent: (begin: Begin | undefined) => void;
};

function FactEdit({ from, actions, writing, close, onUnsent }: EditProps) {
  // What one edits is the lead as it was when one began, whatever comes meanwhile.
  const [begin] = useState(from);
  const { fact, kept, lead } = begin;
  const end = () => {
    close();
    onUnsent(undefined);
  };
  return (
    <FactEditor
      fact={fact}
      writing={writing}
      onCancel={end}
      refuse={actions.refuse}
      onSave={(draft) => {
        end();
        const changes = fact.changes(draft);
        if (isSame(changes, kept.changes(kept.draft))) return;
        const written = { ...fact, draft };
        void actions.change(lead, changes, {
          text: writtenWords(written, writing),
          giveBack: () => onUnsent({ ...begin, fact: written }),
        });
      }}
    />
  );
}

const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
