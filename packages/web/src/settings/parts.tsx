import { Alert, Button, Code, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { Copy } from "../app/copy.tsx";
import { Dialog } from "../app/dialog.tsx";
import { reasonOf } from "../app/reason.ts";
import { focusListed, SECTION_ID, UNFRAMED } from "../leads/focus-list.ts";
import type { SectionName } from "./sections.ts";
import classes from "./settings-page.module.css";
import { useWords } from "./words.ts";

type Headed = { name: SectionName; action?: ReactNode; children: ReactNode };

/** A section under its title, with what it is for and what can be made there. */
export function Headed({ name, action, children }: Headed) {
  const { s } = useWords();
  useEffect(focusListed, []);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="start" gap="sm">
        <div className={classes.what}>
          <Title order={1} size="h3" id={SECTION_ID} tabIndex={-1} style={UNFRAMED}>
            {s.sections[name]}
          </Title>
          <Text size="sm" c="dimmed" mt={4}>
            {s.about[name]}
          </Text>
        </div>
        {action}
      </Group>
      {children}
    </Stack>
  );
}

type Listed<T> = {
  query: { data: readonly T[] | undefined; error: Error | null };
  children: (item: T) => ReactNode;
};

/** What a query answered, a row each; until then where it will stand, or why it does not come. */
export function Rows<T>({ query: { data, error }, children }: Listed<T>) {
  const { s } = useWords();
  if (error) return <Alert color="red">{reasonOf(error)}</Alert>;
  if (!data) return <Skeleton h={120} />;
  if (data.length === 0)
    return (
      <Text size="sm" c="dimmed" className={classes.card}>
        {s.none}
      </Text>
    );
  return <ul className={classes.rows}>{data.map(children)}</ul>;
}

type Row = { title: ReactNode; detail?: ReactNode; actions?: ReactNode; children?: ReactNode };

export function Row({ title, detail, actions, children }: Row) {
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <Text component="div" size="sm" fw={600}>
          {title}
        </Text>
        {detail && (
          <Text component="div" size="sm" c="dimmed">
            {detail}
          </Text>
        )}
      </div>
      {actions && <Group gap={6}>{actions}</Group>}
      {children}
    </li>
  );
}

type Small = { label: string; of: string; onClick: () => void; danger?: boolean };

/** A button of a row; `of` is what a screen reader hears it belongs to. */
export const RowButton = ({ label, of, onClick, danger }: Small) => (
  <Button
    size="compact-sm"
    fw={500}
    variant={danger ? "subtle" : "default"}
    {...(danger && { color: "red" })}
    aria-label={`${label}: ${of}`}
    onClick={onClick}
  >
    {label}
  </Button>
);

type Asked = {
  title: string;
  text: string;
  action: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
};

/** Asks once more before something is gone. */
export function Confirm({ title, text, action, onConfirm, onClose }: Asked) {
  const { t } = useWords();
  const confirm = async () => {
    await onConfirm();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" data-autofocus onClick={onClose}>
          {t.cancel}
        </Button>
        <Button color="red.9" onClick={confirm}>
          {action}
        </Button>
      </Group>
    </Dialog>
  );
}

export type Shown = { title: string; hint?: string; secrets: readonly { label: string; value: string }[] };

/** Shows what is told this once, ready to be copied. */
export function ShownOnce({ title, hint, secrets, onClose }: Shown & { onClose: () => void }) {
  const { s } = useWords();
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack gap="sm">
        {hint && <Text size="sm">{hint}</Text>}
        {secrets.map(({ label, value }) => (
          <div key={label}>
            <Text size="sm" fw={600}>
              {label}
            </Text>
            <Group gap="xs" wrap="nowrap" align="start">
              <Code className={classes.what} p="xs">
                {value}
              </Code>
              <Copy variant="default" text={value} of={label} />
            </Group>
          </div>
        ))}
        <Text size="sm" c="dimmed">
          {s.shownOnce}
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>{s.done}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
