import { Button, Pill } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, Suspense, useId, useState } from "react";
import { savedFilters } from "../api/filters.ts";
import classes from "../leads/list-bar.module.css";
import { lazyPart } from "../lib/lazy-part.ts";
import { ConditionText } from "./condition-text.tsx";
import { filterFields, filterHelpers, relativeDates } from "./fields.ts";
import type { FilterProps } from "./filter-menu.tsx";
import { nowhere, type Where, whereOrNothing } from "./where.ts";
import { useFindWords } from "./words.ts";

const ConditionEditor = lazyPart(() => import("./condition-editor.tsx"), "ConditionEditor");

/** What narrows the list, each with a button that takes it away. */
export function FilterChips({ list, writing, onNarrow }: FilterProps) {
  const { f } = useFindWords();
  const [editing, setEditing] = useState(false);
  const { data: filters } = useQuery(savedFilters);
  const { data: fields } = useQuery(filterFields);
  const { data: helpers } = useQuery(filterHelpers);
  const where = list.where ?? nowhere;
  const scene = fields && helpers && { fields, dates: relativeDates(helpers), writing, f };
  const without = (group: keyof Where, index: number): Where => ({
    ...where,
    [group]: where[group].filter((_, one) => one !== index),
  });
  const owner = list.owner === undefined ? undefined : writing.users.get(list.owner)?.name;
  const filter = filters?.find(({ id }) => id === list.filter)?.name;
  return (
    <section className={classes.chips} aria-label={writing.t.filters}>
      {list.filter !== undefined && (
        <Chip
          name={filter ?? "…"}
          onRemove={() => onNarrow({ filter: undefined })}
          onOpen={() => setEditing(true)}
        />
      )}
      {list.owner !== undefined && (
        <Chip name={`${f.owner}: ${owner ?? "…"}`} onRemove={() => onNarrow({ owner: undefined })} />
      )}
      {scene &&
        (["and", "or"] as const).flatMap((group) =>
          where[group].map((condition, index) => (
            <Chip
              // biome-ignore lint/suspicious/noArrayIndexKey: a condition has nothing but its place
              key={`${group} ${index}`}
              name={
                <>
                  {group === "or" && "∨ "}
                  <ConditionText condition={condition} scene={scene} />
                </>
              }
              onOpen={() => setEditing(true)}
              onRemove={() => onNarrow({ where: whereOrNothing(without(group, index)) })}
            />
          )),
        )}
      {list.where && (
        <Button size="compact-xs" variant="subtle" onClick={() => setEditing(true)}>
          {f.saveAs}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => onNarrow({ owner: undefined, filter: undefined, where: undefined })}
      >
        {f.clear}
      </Button>
      <Suspense>
        {editing && <ConditionEditor {...{ list, writing, onNarrow }} onClose={() => setEditing(false)} />}
      </Suspense>
    </section>
  );
}

type ChipProps = { name: ReactNode; onRemove: () => void; onOpen?: () => void };

function Chip({ name, onRemove, onOpen }: ChipProps) {
  const { f } = useFindWords();
  const id = useId();
  return (
    <Pill
      size="md"
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{
        ...{ "aria-label": f.removeCondition, "aria-describedby": id, "aria-hidden": false },
        ...{ tabIndex: 0, miw: 24, mih: 24 },
      }}
    >
      <span id={id}>
        {onOpen ? (
          <button type="button" className={classes.chip} onClick={onOpen}>
            {name}
          </button>
        ) : (
          name
        )}
      </span>
    </Pill>
  );
}
