import { Alert, Progress as Bar, Button, Group, ScrollArea, Stack, Table, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { queries } from "../api/queries.ts";
import { count } from "../lib/formats.ts";
import { useStartWords } from "../start/words.ts";
import { writeCsv } from "./csv.ts";
import type { Reading } from "./draft.ts";
import { type Failure, type NumberedRow, type Progress, runImport } from "./run.ts";

/** Failures listed on the page; the file holds all of them. */
const SHOWN = 50;
/** The heading is the first line. */
const FIRST_LINE = 2;

type Props = {
  table: { headings: string[]; rows: string[][] };
  reading: Reading;
  onAnother: () => void;
  onClose: () => void;
};

const nothing: Progress = { done: 0, made: 0, failures: [] };

/** Runs the import as soon as it is shown, and again for what failed. */
function useRun(table: Props["table"], reading: Reading) {
  const [rows, setRows] = useState<readonly NumberedRow[]>(() =>
    table.rows.map((row, index) => ({ row, line: index + FIRST_LINE })),
  );
  const [progress, setProgress] = useState(nothing);
  const [isRunning, setRunning] = useState(true);
  const stopper = useRef(new AbortController());

  // biome-ignore lint/correctness/useExhaustiveDependencies: a run begins with its rows, and reads them as they were mapped
  useEffect(() => {
    const controller = new AbortController();
    stopper.current = controller;
    setRunning(true);
    setProgress(nothing);
    const { signal } = controller;
    const onProgress = (next: Progress) => {
      if (stopper.current === controller) setProgress(next); // rows on their way when it is stopped count too
    };
    runImport(rows, { reading, signal, onProgress }).finally(async () => {
      await queries.invalidateQueries();
      if (stopper.current === controller) setRunning(false);
    });
    return () => controller.abort();
  }, [rows]);

  return { rows, progress, isRunning, stop: () => stopper.current.abort(), retry: setRows };
}

export function RunStep({ table, reading, onAnother, onClose }: Props) {
  const { s, locale } = useStartWords();
  const { rows, progress, isRunning, stop, retry } = useRun(table, reading);
  const { done, made, failures } = progress;
  return (
    <Stack gap="md">
      <Bar value={(100 * done) / rows.length} aria-label={s.import} />
      <Text size="sm" aria-live="polite">
        {isRunning
          ? s.importing(count(locale, done), count(locale, rows.length))
          : s.made(count(locale, made))}
      </Text>
      {!isRunning && done < rows.length && <Alert color="orange">{s.stopped}</Alert>}
      {failures.length > 0 && <Failures {...{ table, failures }} />}
      <Group justify="flex-end">
        {isRunning && (
          <Button variant="default" onClick={stop}>
            {s.stop}
          </Button>
        )}
        {!isRunning && failures.length > 0 && (
          <Button variant="default" onClick={() => retry(failures)}>
            {s.retry}
          </Button>
        )}
        {!isRunning && (
          <>
            <Button variant="default" onClick={onAnother}>
              {s.another}
            </Button>
            <Button onClick={onClose}>{s.done}</Button>
          </>
        )}
      </Group>
    </Stack>
  );
}

function Failures({ table, failures }: { table: Props["table"]; failures: readonly Failure[] }) {
  const { s, locale } = useStartWords();
  const sorted = failures.toSorted((one, other) => one.line - other.line);
  const download = () => {
    const rows = sorted.map(({ row, problem }) => [...table.headings.map((_, at) => row[at] ?? ""), problem]);
    const text = writeCsv([[...table.headings, s.problemColumn], ...rows]);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "failed.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {s.failed(count(locale, failures.length))}
      </Text>
      <Text size="sm" c="dimmed">
        {s.mend}
      </Text>
      <ScrollArea.Autosize mah={220} type="auto" viewportProps={{ tabIndex: 0 }}>
        <Table fz="sm">
          <Table.Tbody>
            {sorted.slice(0, SHOWN).map(({ line, problem }) => (
              <Table.Tr key={line}>
                <Table.Td style={{ whiteSpace: "nowrap" }}>{s.line(line)}</Table.Td>
                <Table.Td>{problem}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Group>
        <Button variant="default" size="compact-sm" onClick={download}>
          {s.download}
        </Button>
      </Group>
    </Stack>
  );
}
