import { Button, Group, Skeleton, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { foyer } from "../api/foyer.ts";
import { company } from "../api/settings.ts";
import { useSave } from "../app/use-save.ts";
import { Headed } from "./parts.tsx";
import { CurrencySelect } from "./profile.tsx";
import { useWords } from "./words.ts";

type Settings = Awaited<ReturnType<typeof foyer.company.get>>;

export function Company() {
  const { data } = useQuery(company);
  return <Headed name="company">{data ? <Form before={data} /> : <Skeleton h={200} />}</Headed>;
}

function Form({ before }: { before: Settings }) {
  const { s, t } = useWords();
  const { save, isSaving } = useSave();
  const [name, setName] = useState(before.name);
  const [default_currency, setCurrency] = useState(before.default_currency);
  const isSame = name === before.name && default_currency === before.default_currency;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(() => foyer.company.update({ name: name.trim(), default_currency }));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={420}>
        <TextInput
          label={s.name}
          value={name}
          required
          maxLength={255}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput label={s.domain} value={before.domain} readOnly variant="filled" />
        <CurrencySelect
          label={s.currency}
          description={s.companyCurrency}
          value={default_currency}
          onChange={setCurrency}
        />
        <Group>
          <Button type="submit" loading={isSaving} disabled={isSame}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
