import type { PersonV1Input } from "@leadfoyer/contract";

type WrittenV1 = Pick<PersonV1Input, "name" | "owner_id" | "label" | "label_ids" | "visible_to" | "add_time">;

/** The members both kinds of contact share, as the rules take them. `label_ids` goes before `label`. */
export function fromWrittenV1({ name, owner_id, label, label_ids, visible_to, add_time }: WrittenV1) {
  const labels = label_ids === undefined && label !== undefined ? [label] : label_ids;
  return {
    ...(name !== undefined && { name: name ?? "" }),
    ...(owner_id !== undefined && { owner_id }),
    ...(labels !== undefined && { label_ids: (labels ?? []).filter((id) => id !== null) }),
    ...(visible_to !== undefined && { visible_to: Number(visible_to) as 1 | 3 | 5 | 7 }), // "1", "3", "5" or "7"
    ...(add_time !== undefined && { add_time }),
  };
}
