import * as Type from "typebox";
import { ConvertLead } from "./convert-lead.ts";
import { endpoint } from "./endpoint.ts";
import { LeadSelection } from "./inbox.ts";
import { cursorQuery, Id, MsTime, Nullable, Uuid } from "./scalars.ts";

const strict = { additionalProperties: false } as const;

/** Most leads named one by one in a selection. */
export const MAX_PICKED = 5_000;

/** What becomes of each lead of a bulk. Labels are added after those that go are taken off. */
export const BulkChange = Type.Object(
  {
    owner_id: Type.Optional(Id),
    is_archived: Type.Optional(Type.Boolean()),
    was_seen: Type.Optional(Type.Boolean()),
    label_ids: Type.Optional(
      Type.Array(Uuid, { maxItems: 100, description: "The labels it shall wear and no others" }),
    ),
    add_label_ids: Type.Optional(Type.Array(Uuid, { maxItems: 100 })),
    remove_label_ids: Type.Optional(Type.Array(Uuid, { maxItems: 100 })),
  },
  strict,
);
export type BulkChange = Type.Static<typeof BulkChange>;

/** Leads named one by one, or all of a list but some. */
const selection = {
  ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: MAX_PICKED })),
  list: Type.Optional(
    Type.Object(LeadSelection.properties, {
      ...strict,
      description: "Parameters of the list whose leads are meant; empty: the inbox. Instead of `ids`",
    }),
  ),
  except: Type.Optional(
    Type.Array(Uuid, { maxItems: MAX_PICKED, description: "Leads of the list that are left out" }),
  ),
};

export const BulkCreate = Type.Object(
  {
    ...selection,
    action: Type.Enum(["change", "delete", "convert"]),
    change: Type.Optional(BulkChange),
    convert: Type.Optional(ConvertLead),
  },
  strict,
);
export type BulkCreate = Type.Static<typeof BulkCreate>;

const Refusal = Type.Object({
  id: Type.String({ description: "Of the lead; of a deal, `deal 33`" }),
  reason: Type.String({ description: "A code, such as lead_archived, lead_not_found, moved_on" }),
  members: Type.Optional(Type.Array(Type.String(), { description: "What was changed since, for moved_on" })),
});
export type Refusal = Type.Static<typeof Refusal>;

/** Something a person did that can be undone: to one thing, or to many. */
export const Operation = Type.Object({
  id: Id,
  kind: Type.Enum(["bulk", "delete", "undo", "merge", "conversion", "import"]),
  state: Type.Enum(["running", "stopped", "done", "failed"]),
  what: Type.Unknown({ description: "What was asked for" }),
  undoes: { ...Nullable(Id), description: "The id of what an undo puts back" },
  total: { ...Nullable(Type.Integer()), description: "Leads it is about; null while they are being found" },
  done: Type.Integer({ description: "Leads it has come to so far" }),
  changed: Type.Integer({ description: "Leads that were changed" }),
  refused: Type.Integer({ description: "Leads that could not be changed" }),
  refusals: Type.Array(Refusal, { description: "The first hundred of those" }),
  add_time: MsTime,
  end_time: Nullable(MsTime),
});
export type Operation = Type.Static<typeof Operation>;

const BulkExample = Type.Object({
  id: Uuid,
  title: Type.String(),
  changes: Type.Array(Type.Object({ field: Type.String(), from: Type.Unknown(), to: Type.Unknown() }), {
    description: "Empty when it stays as it is, or goes",
  }),
});
export type BulkExample = Type.Static<typeof BulkExample>;

const BulkPreview = Type.Object({
  total: Type.Integer({ description: "Leads of the selection" }),
  examined: Type.Integer({ description: "How many of them were looked at for what follows" }),
  changed: Type.Integer({ description: "Of those: how many would be changed" }),
  refused: Type.Integer({ description: "Of those: how many would be refused" }),
  refusals: Type.Array(Refusal),
  examples: Type.Array(BulkExample),
});
export type BulkPreview = Type.Static<typeof BulkPreview>;

const common = { family: "v2", tag: "Inbox", status: 200 } as const;
const [read, write] = [["leads:read", "leads:full"], ["leads:full"]] as const;
const path = Type.Object({ id: Id });

export const startBulk = endpoint({
  ...common,
  operation: "startBulk",
  method: "POST",
  path: "/foyer/bulk",
  summary: "Change, delete or convert many leads, in the background",
  scopes: write,
  cost: 40,
  body: BulkCreate,
  status: 201,
  data: Operation,
});

export const previewBulk = endpoint({
  ...common,
  operation: "previewBulk",
  method: "POST",
  path: "/foyer/bulk/preview",
  summary: "Tell what a bulk would do",
  scopes: write,
  cost: 40,
  body: BulkCreate,
  data: BulkPreview,
});

export const getBulk = endpoint({
  ...common,
  operation: "getBulk",
  method: "GET",
  path: "/foyer/bulk/{id}",
  summary: "Read how far a bulk, or an undo, has come",
  scopes: read,
  cost: 2,
  params: path,
  data: Operation,
});

export const stopBulk = endpoint({
  ...common,
  operation: "stopBulk",
  method: "POST",
  path: "/foyer/bulk/{id}/stop",
  summary: "Stop a bulk, or an undo, where it is",
  scopes: write,
  cost: 10,
  params: path,
  data: Operation,
});

export const ImportCreate = Type.Object(
  { name: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: "Of the file" })) },
  strict,
);
export type ImportCreate = Type.Static<typeof ImportCreate>;

export const startImport = endpoint({
  ...common,
  operation: "startImport",
  method: "POST",
  path: "/foyer/imports",
  summary: "Begin an import: what is added with its id in the header Foyer-Import is undone as one",
  scopes: write,
  cost: 10,
  body: ImportCreate,
  status: 201,
  data: Operation,
});

/** Something the caller did. One change of one lead goes by the id it has in the lead's history. */
export const UndoItem = Type.Object({
  id: Id,
  kind: Type.Enum(["create", "change", "delete", "bulk", "merge", "conversion", "import"], {
    description: "What programs add one by one is not listed",
  }),
  object: Type.Enum(
    ["lead", "lead_label", "person", "organization", "note", "note_comment", "activity", "filter"],
    {
      description: "What it was done to",
    },
  ),
  object_id: { ...Nullable(Type.String()), description: "Of that, where it is one" },
  time: MsTime,
  lead_id: { ...Nullable(Uuid), description: "The lead it is about, or belongs to, where it is one" },
  title: { ...Nullable(Type.String()), description: "Of that lead, or of the deal it was made of" },
  name: {
    ...Nullable(Type.String()),
    description:
      "What it was done to, where that is no lead: a contact's or label's name, an activity's subject",
  },
  count: Type.Integer({ description: "Leads that were changed" }),
  fields: Type.Array(Type.String(), { description: "Members that were changed" }),
  before: Type.Record(Type.String(), Type.Unknown(), {
    description: "What those held before; empty for who does not see it any more",
  }),
  what: Type.Unknown({ description: "What was asked for, of a bulk" }),
  can_undo: Type.Boolean(),
  reason: { ...Nullable(Type.Enum(["running", "undone"])), description: "Why it cannot be undone now" },
});
export type UndoItem = Type.Static<typeof UndoItem>;

export const listUndo = endpoint({
  ...common,
  operation: "listUndo",
  method: "GET",
  path: "/foyer/undo",
  summary: "List what the caller did lately and can undo, the latest first",
  scopes: read,
  cost: 10,
  query: Type.Object(cursorQuery, strict),
  data: UndoItem,
  list: "cursor",
});

export const UndoRequest = Type.Object(
  {
    force: Type.Optional(Type.Boolean({ description: "Also where it was changed since: that is lost" })),
  },
  strict,
);

export const undo = endpoint({
  ...common,
  operation: "undo",
  method: "POST",
  path: "/foyer/undo/{id}",
  summary: "Undo what was added, changed or deleted, or a bulk",
  scopes: write,
  cost: 40,
  params: path,
  body: UndoRequest,
  data: Operation,
});

export const operationEndpoints = [startImport, startBulk, previewBulk, getBulk, stopBulk, listUndo, undo];
