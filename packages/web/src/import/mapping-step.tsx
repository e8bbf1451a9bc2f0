import {
  Alert,
  Button,
  Group,
  ScrollArea,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { count, money } from "../lib/formats.ts";
import { useStartWords } from "../start/words.ts";
import { type Reading, readRow } from "./draft.ts";
import classes from "./import.module.css";
import { fixedTargets, type Target } from "./targets.ts";

const SHOWN = 5;
const CONTACTS: readonly Target[] = ["person", "email", "phone", "organization"];

type Props = {
  table: { headings: string[]; rows: string[][] };
  reading: Reading;
  onTargets: (targets: readonly (Target | null)[]) => void;
  onAnother: () => void;
  onStart: () => void;
};

/** What each column is, and what the rows become by it. */
export function MappingStep({ table, reading, onTargets, onAnother, onStart }: Props) {
  const { s, locale } = useStartWords();
  const { targets } = reading;
  const hasContact = targets.some((target) => target !== null && CONTACTS.includes(target));
  const read = table.rows.map((row) => readRow(row, reading));
  const ready = read.filter((one) => "draft" in one).length;
  return (
    <Stack gap="md">
      <Columns {...{ table, reading, onTargets }} />
      <Text size="sm" c="dimmed">
        {s.known}
      </Text>
      {!hasContact && (
        <Alert color="orange" role="alert">
          {s.needsContact}
        </Alert>
      )}
      <Preview {...{ table, reading }} />
      <Text size="sm" aria-live="polite">
        {s.ready(count(locale, ready), count(locale, read.length - ready))}
      </Text>
      <Group justify="space-between">
        <Button variant="default" onClick={onAnother}>
          {s.another}
        </Button>
        <Button onClick={onStart} disabled={ready === 0}>
          {s.start(count(locale, ready), count(locale, read.length))}
        </Button>
      </Group>
    </Stack>
  );
}

function Columns({ table, reading, onTargets }: Pick<Props, "table" | "reading" | "onTargets">) {
  const { s } = useStartWords();
  const { targets, fields } = reading;
  const choose = (index: number, target: Target | null) =>
    onTargets(targets.map((one, at) => (at === index ? target : one === target ? null : one)));
  const choices = [
    ...fixedTargets.map((target) => ({ value: target as string, label: s.targets[target] })),
    ...fields.map(({ key, name }) => ({ value: key, label: name })),
  ];
  return (
    <div>
      <Title order={2} size="h6" mb="xs">
        {s.columns}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {table.headings.map((heading, index) => (
          <Select
            // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are, and may share a heading
            key={index}
            label={s.becomes(heading)}
            description={s.example((table.rows[0]?.[index] ?? "").slice(0, 40))}
            placeholder={s.leaveOut}
            clearable
            searchable
            data={choices}
            value={targets[index] ?? null}
            onChange={(target) => choose(index, target)}
          />
        ))}
      </SimpleGrid>
    </div>
  );
}

function Preview({ table, reading }: Pick<Props, "table" | "reading">) {
  const { s, locale } = useStartWords();
  const heads = (["title", "person", "organization", "value"] as const).map((name) => s.targets[name]);
  return (
    <div>
      <Title order={2} size="h6" mb="xs" id="import-preview">
        {s.preview}
      </Title>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0 }}>
        <Table fz="sm" aria-labelledby="import-preview">
          <Table.Thead>
            <Table.Tr>
              {heads.map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.rows.slice(0, SHOWN).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
              <PreviewRow key={index} row={row} {...{ reading, locale }} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </div>
  );
}

function PreviewRow({ row, reading, locale }: { row: string[]; reading: Reading; locale: string }) {
  const read = readRow(row, reading);
  if ("problem" in read)
    return (
      <Table.Tr>
        <Table.Td colSpan={4} c="var(--mantine-color-error)">
          <span className={classes.problem}>{read.problem}</span>
        </Table.Td>
      </Table.Tr>
    );
  const { title, person, organization, value } = read.draft;
  return (
    <Table.Tr>
      <Table.Td>{title}</Table.Td>
      <Table.Td>{[person?.name, person?.email].filter(Boolean).join(" · ")}</Table.Td>
      <Table.Td>{organization}</Table.Td>
      <Table.Td>{value && money(locale, value)}</Table.Td>
    </Table.Tr>
  );
}
