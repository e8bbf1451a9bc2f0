import { Alert, Progress as Bar, Button, Group, ScrollArea, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { count } from "../lib/formats.ts";
import { useStartWords } from "../start/words.ts";
import { writeCsv } from "./csv.ts";
import type { Failure } from "./run.ts";
import type { Run } from "./use-run.ts";

/** Failures listed on the page; the file holds all of them. */
const SHOWN = 50;

type Props = { run: Run; headings: readonly string[]; onAnother: () => void; onClose: () => void };

/** How far the import is, then what became of it. */
export function RunStep({ run, headings, onAnother, onClose }: Props) {
  const { s, t, locale } = useStartWords();
  const { total, isRunning, progress, before, stop, retry, undo } = run;
  const [isUndoing, setUndoing] = useState(false);
  const takeBack = async () => {
    setUndoing(true);
    if (await undo()) onClose();
    setUndoing(false);
  };
  const { done, made, failures } = progress;
  return (
    <Stack gap="md">
      <Bar value={(100 * done) / total} aria-label={s.import} />
      <Text size="sm" aria-live="polite">
        {isRunning ? s.importing(count(locale, done), count(locale, total)) : s.made(count(locale, made))}
      </Text>
      {!isRunning && done < total && <Alert color="orange">{s.stopped}</Alert>}
      {failures.length > 0 && <Failures {...{ headings, failures }} />}
      <Group justify="flex-end">
        {isRunning && (
          <Button variant="default" onClick={stop}>
            {s.stop}
          </Button>
        )}
        {!isRunning && made + before > 0 && (
          <Button variant="default" loading={isUndoing} onClick={takeBack}>
            {t.undo}
          </Button>
        )}
        {!isRunning && failures.length > 0 && (
          <Button variant="default" onClick={retry}>
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

function Failures({ headings, failures }: { headings: readonly string[]; failures: readonly Failure[] }) {
  const { s, locale } = useStartWords();
  const sorted = failures.toSorted((one, other) => one.line - other.line);
  const download = () => {
    const rows = sorted.map(({ row, problem }) => [...headings.map((_, at) => row[at] ?? ""), problem]);
    const text = writeCsv([[...headings, s.problemColumn], ...rows]);
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
