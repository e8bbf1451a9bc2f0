import { type FieldOption, MAX_OPTIONS } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import type { Actor } from "../lib/actor.ts";
import { differences } from "../lib/differences.ts";
import { DomainError } from "../lib/domain-error.ts";
import { command } from "../storage/command.ts";
import type { Tx } from "../storage/db.ts";
import { type FieldPlace, storedField } from "./field-commands.ts";
import { newOptions } from "./field-options.ts";
import type { StoredField, StoredOption } from "./field-set.ts";
import { putField } from "./fields.store.ts";

type Labelled = { id: number; label: string };

async function chooseable(tx: Tx, actor: Actor, place: FieldPlace) {
  const field = await storedField(tx, actor, place);
  const { options } = field;
  if (options) return { field, options };
  throw new DomainError("invalid", { info: `field_code: The field '${field.key}' has no options` });
}

/** All of them or none. */
function requireLive(options: readonly StoredOption[], ids: readonly number[]): void {
  const live = new Set(options.filter(({ gone }) => !gone).map(({ id }) => id));
  const stranger = ids.find((id) => !live.has(id));
  if (stranger === undefined) return;
  throw new DomainError("invalid", { info: `id: The field has no option ${stranger}` });
}

async function put(tx: Tx, actor: Actor, field: StoredField, options: StoredOption[]): Promise<void> {
  const next = { ...field, options, updated_by: actor.user_id, update_time: tx.now };
  await putField(tx, actor.company_id, next);
  const previous = differences(field, next);
  await record(tx, actor, { object: "field", objectId: field.id, action: "change", previous });
}

export const addOptions = command(
  "fields.addOptions",
  async (
    tx,
    actor: Actor,
    { place, labels }: { place: FieldPlace; labels: { label: string }[] },
  ): Promise<FieldOption[]> => {
    const { field, options } = await chooseable(tx, actor, place);
    if (options.length + labels.length > MAX_OPTIONS)
      throw new DomainError("invalid", { info: `options: A field has at most ${MAX_OPTIONS} options` });
    const added = await newOptions(tx, actor.company_id, labels);
    await put(tx, actor, field, [...options, ...added]);
    return added;
  },
);

export const renameOptions = command(
  "fields.renameOptions",
  async (
    tx,
    actor: Actor,
    { place, renamed }: { place: FieldPlace; renamed: Labelled[] },
  ): Promise<FieldOption[]> => {
    const { field, options } = await chooseable(tx, actor, place);
    const labels = new Map(renamed.map(({ id, label }) => [id, label]));
    requireLive(options, [...labels.keys()]);
    const next = options.map((option) => ({ ...option, label: labels.get(option.id) ?? option.label }));
    await put(tx, actor, field, next);
    return next.filter(({ id }) => labels.has(id));
  },
);

/** Marks options as going away: nobody can choose them any more. Answers what they were. */
export const retireOptions = command(
  "fields.retireOptions",
  async (tx, actor: Actor, { place, ids }: { place: FieldPlace; ids: number[] }): Promise<FieldOption[]> => {
    const { field, options } = await chooseable(tx, actor, place);
    requireLive(options, ids);
    const leaving = new Set(ids);
    const next = options.map((option) =>
      leaving.has(option.id) ? { ...option, gone: true as const } : option,
    );
    await put(tx, actor, field, next);
    return options.filter(({ id }) => leaving.has(id));
  },
);
