import { Combobox, Loader, Text, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type OpenDeal, openDealsLike, openDealsOf } from "../api/open-deals.ts";
import { organization, person } from "../api/queries.ts";
import type { Lead } from "../api/types.ts";
import { money } from "../lib/formats.ts";
import { useTexts } from "../texts/texts.tsx";
import classes from "./convert.module.css";
import { useConvertTexts } from "./texts.ts";

type Props = {
  lead: Lead;
  autoFocus: boolean;
  onChange: (deal: OpenDeal | undefined) => void;
};

const TYPING_MS = 150;

/** Finds an open deal: those of the lead's own person and organization are there at once, others for who types. */
export function DealPicker({ lead, autoFocus, onChange }: Props) {
  const m = useConvertTexts();
  const combobox = useCombobox({
    defaultOpened: true,
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const [typed, setTyped] = useState("");
  const [term] = useDebouncedValue(typed.trim(), TYPING_MS);
  const { groups, isFetching, isSettled } = useOffered(lead, term);
  const offered = groups.flatMap(({ deals }) => deals);

  const type = (text: string) => {
    setTyped(text);
    onChange(undefined);
    combobox.openDropdown();
    combobox.resetSelectedOption();
  };
  const submit = (option: string) => {
    const deal = offered.find(({ id }) => String(id) === option);
    setTyped(deal?.title ?? "");
    onChange(deal);
    combobox.closeDropdown();
  };

  return (
    <div>
      <Combobox store={combobox} onOptionSubmit={submit}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            label={m.deal}
            placeholder={m.hint}
            role="combobox"
            autoComplete="off"
            autoFocus={autoFocus}
            value={typed}
            rightSection={isFetching ? <Loader size={14} /> : undefined}
            onChange={({ currentTarget }) => type(currentTarget.value)}
            onClick={() => combobox.openDropdown()}
          />
        </Combobox.EventsTarget>
        {combobox.dropdownOpened && (
          <Combobox.Options className={classes.options} aria-label={m.deal}>
            {groups.map(({ name, deals }) => (
              <Combobox.Group key={name} label={name}>
                {deals.map((deal) => (
                  <Combobox.Option key={deal.id} value={String(deal.id)}>
                    <DealLine deal={deal} />
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
            {offered.length === 0 && isSettled && (
              <Combobox.Empty>{term === "" ? m.noneYet : m.noneFound(term)}</Combobox.Empty>
            )}
          </Combobox.Options>
        )}
      </Combobox>
    </div>
  );
}

function DealLine({ deal: { title, value, currency, stage, contact } }: { deal: OpenDeal }) {
  const { locale } = useTexts();
  const worth = value === 0 ? undefined : money(locale, { amount: value, currency });
  return (
    <>
      <Text size="sm" lineClamp={2}>
        {title}
      </Text>
      <Text size="xs" className={classes.detail}>
        {[worth, stage, contact].filter(Boolean).join(" · ")}
      </Text>
    </>
  );
}

type Group = { name: string; deals: readonly OpenDeal[] };

/** The deals there are to choose from, each once. */
function useOffered(lead: Lead, term: string) {
  const m = useConvertTexts();
  const own = useOwnDeals(lead);
  const { data: found, isFetching, isPlaceholderData } = useQuery(openDealsLike(term));
  if (term === "") return own;
  const groups: Group[] = found?.length ? [{ name: m.found, deals: found }] : [];
  return { groups, isFetching, isSettled: found !== undefined && !isPlaceholderData };
}

function useOwnDeals({ person_id, organization_id }: Lead) {
  const m = useConvertTexts();
  const someone = useQuery({ ...person(person_id ?? 0), enabled: person_id !== null });
  const firm = useQuery({ ...organization(organization_id ?? 0), enabled: organization_id !== null });
  const theirs = useQuery({ ...openDealsOf({ person_id: person_id ?? 0 }), enabled: person_id !== null });
  const itsOwn = useQuery({
    ...openDealsOf({ org_id: organization_id ?? 0 }),
    enabled: organization_id !== null,
  });
  const known = new Set(theirs.data?.map(({ id }) => id));
  const groups: Group[] = [
    { name: m.dealsOf(someone.data?.name ?? ""), deals: theirs.data ?? [] },
    { name: m.dealsOf(firm.data?.name ?? ""), deals: (itsOwn.data ?? []).filter(({ id }) => !known.has(id)) },
  ];
  return {
    groups: groups.filter(({ deals }) => deals.length > 0),
    isFetching: theirs.isFetching || itsOwn.isFetching,
    isSettled: !theirs.isLoading && !itsOwn.isLoading,
  };
}
