import { ActionIcon, Group } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useWords } from "./words.ts";

type Props = {
  name: string;
  place: number;
  of: number;
  /** Which way it was moved just now, where the keyboard is to stay with it. */
  moved?: number | undefined;
  onMove: (by: number) => void;
};

/** Moves something among its neighbours. */
export function MoveButtons({ name, place, of, moved, onMove }: Props) {
  const { s } = useWords();
  const buttons = useRef<HTMLDivElement>(null);
  const [isFirst, isLast] = [place === 0, place === of - 1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each step, also where it is the same way again
  useEffect(() => {
    if (moved === undefined) return;
    const [up, down] = buttons.current?.querySelectorAll("button") ?? [];
    (isLast || (moved < 0 && !isFirst) ? up : down)?.focus();
  }, [moved, place]);
  return (
    <Group ref={buttons} gap={0} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={s.moveUp(name)}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={s.moveDown(name)}
        disabled={isLast}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
    </Group>
  );
}
