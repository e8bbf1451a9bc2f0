import { Group, NumberInput, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { currencies, me } from "../api/queries.ts";
import type { Lead, LeadChange } from "../api/types.ts";
import { dateTime } from "../lib/formats.ts";
import type { Writing } from "./columns.tsx";
import classes from "./lead-facts.module.css";
import { TextEdit } from "./text-edit.tsx";
import type { LeadActions } from "./use-lead-actions.tsx";

type Props = { lead: Lead; actions: LeadActions; writing: Writing };

const visibilities = ["1", "3", "5", "7"] as const;

/** The lead's own members, one a line. */
export function LeadFacts({ lead, actions, writing }: Props) {
  const { t, locale, users } = writing;
  const people = [...users.values()].filter(({ id, active_flag }) => active_flag || id === lead.owner_id);
  return (
    <dl className={classes.facts}>
      <Fact name={t.value}>
        <ValueEdit {...{ lead, actions, writing }} />
      </Fact>
      <Fact name={t.owner}>
        <Select
          variant="unstyled"
          aria-label={t.owner}
          allowDeselect={false}
          disabled={lead.is_archived}
          data={people.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={String(lead.owner_id)}
          onChange={(id) => id && actions.giveTo([lead], Number(id))}
        />
      </Fact>
      <Fact name={t.closeDate}>
        <TextEdit
          type="date"
          label={t.closeDate}
          disabled={lead.is_archived}
          value={lead.expected_close_date ?? ""}
          onSave={(text) => actions.change(lead, { expected_close_date: text || null })}
        />
      </Fact>
      <Fact name={t.visibility}>
        <Select
          variant="unstyled"
          aria-label={t.visibility}
          allowDeselect={false}
          disabled={lead.is_archived}
          data={visibilities.map((value) => ({ value, label: t.visibleTo[value] }))}
          value={lead.visible_to}
          onChange={(to) => to && actions.change(lead, { visible_to: to as LeadChange["visible_to"] })}
        />
      </Fact>
      <Fact name={t.channelId}>
        <TextEdit
          label={t.channelId}
          disabled={lead.is_archived}
          value={lead.channel_id ?? ""}
          onSave={(text) => actions.change(lead, { channel_id: text || null })}
        />
      </Fact>
      <Fact name={t.source}>
        <Text size="sm">{lead.source_name}</Text>
      </Fact>
      <Fact name={t.created}>
        <Text size="sm">{dateTime(locale, lead.add_time)}</Text>
      </Fact>
      <Fact name={t.updated}>
        <Text size="sm">{dateTime(locale, lead.update_time)}</Text>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Amount and currency; without an amount there is no value. */
function ValueEdit({ lead, actions, writing: { t } }: Props) {
  const { data: user } = useQuery(me);
  const { data: known = [] } = useQuery(currencies);
  const [amount, setAmount] = useState<number | string>(lead.value?.amount ?? "");
  useEffect(() => setAmount(lead.value?.amount ?? ""), [lead.value?.amount]);
  const currency = lead.value?.currency ?? user?.default_currency ?? "EUR";
  const save = (next: { amount: number | string; currency: string }) => {
    const value = next.amount === "" ? null : { amount: Number(next.amount), currency: next.currency };
    if (JSON.stringify(value) !== JSON.stringify(lead.value)) actions.change(lead, { value });
  };
  return (
    <Group gap={4} wrap="nowrap" w="100%">
      <NumberInput
        flex={1}
        variant="unstyled"
        aria-label={t.value}
        hideControls
        thousandSeparator
        disabled={lead.is_archived}
        value={amount}
        onChange={setAmount}
        onBlur={() => save({ amount, currency })}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
      <Select
        variant="unstyled"
        w={80}
        aria-label={t.currency}
        allowDeselect={false}
        searchable
        disabled={lead.is_archived}
        data={known.map(({ code }) => code)}
        value={currency}
        onChange={(code) => code && save({ amount, currency: code })}
      />
    </Group>
  );
}
