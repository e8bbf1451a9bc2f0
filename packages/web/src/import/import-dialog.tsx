import { Alert, Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { me, users } from "../api/queries.ts";
import { customFields } from "../api/settings.ts";
import { Dialog } from "../app/dialog.tsx";
import { useStartWords } from "../start/words.ts";
import { decode, parseCsv } from "./csv.ts";
import { MappingStep } from "./mapping-step.tsx";
import { RunStep } from "./run-step.tsx";
import { guessTargets, importableFields, type Target } from "./targets.ts";
import { useRun } from "./use-run.ts";

/** The heading is the first line of a file. */
const FIRST_LINE = 2;

type Table = { name: string; headings: string[]; rows: string[][] };

/** From a CSV file to leads: choose it, say what its columns are, see what becomes of it, import. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { s } = useStartWords();
  const [table, setTable] = useState<Table>();
  return (
    <Dialog title={s.import} onClose={onClose} size="xl">
      {table ? (
        <Mapped key={table.name} table={table} onAnother={() => setTable(undefined)} onClose={onClose} />
      ) : (
        <FileStep onTable={setTable} />
      )}
    </Dialog>
  );
}

function FileStep({ onTable }: { onTable: (table: Table) => void }) {
  const { s } = useStartWords();
  const [problem, setProblem] = useState<string>();
  const take = async (file: File | null) => {
    if (!file) return;
    const [headings, ...rows] = parseCsv(decode(await file.arrayBuffer()));
    if (!headings || rows.length === 0) setProblem(s.noRows);
    else onTable({ name: file.name, headings, rows });
  };
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {s.fileHint}
      </Text>
      <Group>
        <FileButton
          accept=".csv,.tsv,.txt,text/csv"
          onChange={take}
          inputProps={{ "aria-label": s.chooseFile }}
        >
          {(props) => (
            <Button {...props} data-autofocus>
              {s.chooseFile}
            </Button>
          )}
        </FileButton>
      </Group>
      {problem && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
    </Stack>
  );
}

type Props = { table: Table; onAnother: () => void; onClose: () => void };

function Mapped({ table, onAnother, onClose }: Props) {
  const { s, locale } = useStartWords();
  const { data: user } = useQuery(me);
  const { data: people } = useQuery(users);
  const { data: fields } = useQuery(customFields("deal"));
  const [chosen, setChosen] = useState<readonly (Target | null)[]>();
  const usable = importableFields(fields ?? []);
  const reading = user &&
    people &&
    fields && {
      targets: chosen ?? guessTargets(table.headings, usable),
      ...{ fields: usable, users: people, currency: user.default_currency, locale, words: s },
    };
  const { run, start } = useRun(reading, table.name);
  if (!reading) return null;
  if (run) return <RunStep {...{ run, onAnother, onClose }} headings={table.headings} />;
  const numbered = () => table.rows.map((row, index) => ({ row, line: index + FIRST_LINE }));
  return (
    <MappingStep {...{ table, reading, onAnother }} onTargets={setChosen} onStart={() => start(numbered())} />
  );
}
