import { ActionIcon, Anchor, Button, Group, Text } from "@mantine/core";
import { IconPencil, IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useFocusBack } from "../app/use-focus-back.ts";
import type { Writing } from "../leads/columns.tsx";
import { OneLine } from "./card-frame.tsx";
import classes from "./contacts.module.css";

/** A mail address or a phone number. */
type Point = { value: string; label: string; primary: boolean };

type Props = {
  kind: "emails" | "phones";
  points: readonly Point[];
  /** Whether they may not be changed. */
  isFixed: boolean;
  writing: Writing;
  onSave: (points: Point[]) => void;
};

const schemes = { emails: "mailto:", phones: "tel:" };

/** How somebody is reached: every address a link, each mended or taken off where it stands, and more added. */
export function Points({ kind, points, isFixed, writing: { t }, onSave }: Props) {
  const [edited, setEdited] = useState<number>();
  const [last, setLast] = useState<number>();
  const back = useFocusBack(edited !== undefined);
  const edit = (index: number) => {
    setEdited(index);
    setLast(index);
  };
  const name = kind === "emails" ? t.emails : t.phones;
  const close = () => setEdited(undefined);
  const set = (index: number) => (value: string) => {
    const next = [...points];
    next[index] = { label: "work", primary: points.length === 0, ...points[index], value };
    onSave(next.filter((point) => point.value !== ""));
  };
  const editor = (index: number) => (
    <div className={classes.point} key={index}>
      <OneLine
        label={name}
        type={kind === "emails" ? "email" : "tel"}
        value={points[index]?.value ?? ""}
        onSave={set(index)}
        close={close}
      />
    </div>
  );
  return (
    <>
      {points.map(({ value, label }, index) =>
        index === edited ? (
          editor(index)
        ) : (
          <div key={value} className={classes.point}>
            <Anchor size="sm" href={`${schemes[kind]}${value}`}>
              {value}
            </Anchor>
            <Text size="xs" c="dimmed" className={classes.label}>
              {t.panel.pointLabels[label as keyof typeof t.panel.pointLabels] ?? label}
            </Text>
            {!isFixed && (
              <Group gap={0} wrap="nowrap" className={classes.tools}>
                <ActionIcon
                  ref={index === last ? back : undefined}
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t.panel.edit(value)}
                  onClick={() => edit(index)}
                >
                  <IconPencil size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t.panel.remove(value)}
                  onClick={() => set(index)("")}
                >
                  <IconX size={14} />
                </ActionIcon>
              </Group>
            )}
          </div>
        ),
      )}
      {edited === points.length
        ? editor(points.length)
        : !isFixed && (
            <div className={classes.add}>
              <Button
                ref={last === points.length ? back : undefined}
                size="compact-xs"
                variant="subtle"
                leftSection={<IconPlus size={12} aria-hidden />}
                onClick={() => edit(points.length)}
              >
                {kind === "emails" ? t.panel.addEmail : t.panel.addPhone}
              </Button>
            </div>
          )}
    </>
  );
}
