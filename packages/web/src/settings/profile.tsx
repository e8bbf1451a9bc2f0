import {
  Button,
  Group,
  SegmentedControl,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { changeProfile, profile } from "../api/profile.ts";
import { currencies } from "../api/queries.ts";
import type { Profile, ProfileChange } from "../api/types.ts";
import { useSave } from "../app/use-save.ts";
import { isLanguage, languages } from "../texts/texts.tsx";
import { Headed } from "./parts.tsx";
import { regionOptions } from "./regions.ts";
import { useWords } from "./words.ts";

export function ProfileForm() {
  const { data } = useQuery(profile);
  return <Headed name="profile">{data ? <Form key={data.id} before={data} /> : <Skeleton h={300} />}</Headed>;
}

type Part = { value: Profile; change: (part: ProfileChange) => void };

function Form({ before }: { before: Profile }) {
  const { t } = useWords();
  const { save, isSaving } = useSave();
  const [changes, setChanges] = useState<ProfileChange>({});
  const value = { ...before, ...changes } as Profile;
  const change = (part: ProfileChange) => setChanges((made) => ({ ...made, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(() => changeProfile(changes))) setChanges({});
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <Who {...{ value, change }} />
        <Looks {...{ value, change }} />
        <Group>
          <Button type="submit" loading={isSaving} disabled={Object.keys(changes).length === 0}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Who({ value, change }: Part) {
  const { s } = useWords();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        label={s.name}
        value={value.name}
        required
        maxLength={255}
        autoComplete="name"
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <TextInput label={s.email} value={value.email} readOnly variant="filled" />
      <TextInput
        label={s.phone}
        value={value.phone ?? ""}
        maxLength={64}
        autoComplete="tel"
        onChange={({ currentTarget }) => change({ phone: currentTarget.value || null })}
      />
      <CurrencySelect
        label={s.currency}
        value={value.default_currency}
        onChange={(default_currency) => change({ default_currency })}
      />
    </SimpleGrid>
  );
}

type Currency = { label: string; description?: string; value: string; onChange: (code: string) => void };

export function CurrencySelect({ label, description, value, onChange }: Currency) {
  const { language } = useWords();
  const { data: known = [] } = useQuery(currencies);
  const names = new Intl.DisplayNames(language, { type: "currency" });
  /** Intl answers the code where it knows no name, and throws where it is none of ISO 4217. */
  const nameOf = (code: string, own: string) => {
    const name = /^[A-Z]{3}$/.test(code) ? names.of(code) : undefined;
    return name === undefined || name === code ? own : name;
  };
  return (
    <Select
      {...{ label, description, value }}
      searchable
      allowDeselect={false}
      data={known.map(({ code, name }) => ({ value: code, label: `${code} – ${nameOf(code, name)}` }))}
      onChange={(code) => code && onChange(code)}
    />
  );
}

const AUTO = "auto";
const zones = Intl.supportedValuesOf("timeZone");

function Looks({ value, change }: Part) {
  const { s } = useWords();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label={s.interfaceLanguage}
          allowDeselect={false}
          data={[
            { value: AUTO, label: s.languageAuto },
            ...Object.entries(languages).map(([language, label]) => ({ value: language, label })),
          ]}
          value={value.language ?? AUTO}
          onChange={(next) => change({ language: isLanguage(next) ? next : null })}
        />
        <Select
          label={s.region}
          searchable
          allowDeselect={false}
          data={[{ value: AUTO, label: s.regionAuto }, ...regionOptions()]}
          value={value.locale ?? AUTO}
          onChange={(next) => change({ locale: next === AUTO ? null : next })}
        />
        <Select
          label={s.timeZone}
          searchable
          allowDeselect={false}
          limit={100}
          data={[{ value: AUTO, label: s.timeZoneAuto(here) }, ...zones]}
          value={value.timezone_name ?? AUTO}
          onChange={(next) => change({ timezone_name: next === AUTO ? null : next })}
        />
      </SimpleGrid>
      <Theme {...{ value, change }} />
    </>
  );
}

function Theme({ value, change }: Part) {
  const { t } = useWords();
  const label = useId();
  return (
    <Stack gap={4} align="start">
      <Text size="sm" fw={500} id={label}>
        {t.appearance}
      </Text>
      <SegmentedControl
        aria-labelledby={label}
        data={(["auto", "light", "dark"] as const).map((theme) => ({ value: theme, label: t.theme[theme] }))}
        value={value.theme}
        onChange={(theme) => change({ theme: theme as "auto" | "light" | "dark" })}
      />
    </Stack>
  );
}
