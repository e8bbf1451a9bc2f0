import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import {
  Day,
  Id,
  MomentInput,
  Nullable,
  NumberFlag,
  offsetQuery,
  SpacedTime,
  Text,
  Uuid,
} from "./scalars.ts";

/** Largest content of a note or comment, in bytes of UTF-8, as sent and as kept. */
export const MAX_NOTE_BYTES = 102_400;

/** HTML. What could run or load something of its own accord is taken out; see docs/compatibility.md. */
export const NoteContent = Text({ minLength: 1, maxLength: 1_048_576, description: "HTML, at most 100 KB" });

const Named = Nullable(Type.Object({ name: Type.String() }));
const Titled = Nullable(Type.Object({ title: Type.String() }));

/** A note as Pipedrive answers it: every key, always, in this order (recorded from the live service 2026-04). */
export const Note = Type.Object({
  id: Id,
  user_id: Id,
  deal_id: Nullable(Id),
  person_id: Nullable(Id),
  org_id: Nullable(Id),
  lead_id: Nullable(Uuid),
  project_id: Nullable(Id),
  task_id: Nullable(Id),
  content: Type.String(),
  add_time: SpacedTime,
  update_time: SpacedTime,
  active_flag: Type.Boolean(),
  pinned_to_deal_flag: Type.Boolean(),
  pinned_to_person_flag: Type.Boolean(),
  pinned_to_organization_flag: Type.Boolean(),
  pinned_to_lead_flag: Type.Boolean(),
  pinned_to_project_flag: Type.Boolean(),
  pinned_to_task_flag: Type.Boolean(),
  last_update_user_id: Nullable(Id),
  organization: Named,
  person: Named,
  deal: Titled,
  lead: Titled,
  user: Type.Object({
    email: Type.String(),
    name: Type.String(),
    icon_url: Nullable(Type.String()),
    is_you: Type.Boolean(),
  }),
});
export type Note = Type.Static<typeof Note>;

/** 0 or 1 in, booleans out. */
const flag = (object: string) => Type.Optional(NumberFlag(`Whether it is pinned to its ${object}`));

const pins = {
  pinned_to_lead_flag: flag("lead"),
  pinned_to_deal_flag: flag("deal"),
  pinned_to_person_flag: flag("person"),
  pinned_to_organization_flag: flag("organization"),
  pinned_to_project_flag: flag("project"),
  pinned_to_task_flag: flag("task"),
};

const written = {
  lead_id: Type.Optional(Nullable(Uuid)),
  deal_id: Type.Optional(Nullable(Id)),
  person_id: Type.Optional(Nullable(Id)),
  org_id: Type.Optional(Nullable(Id)),
  project_id: Type.Optional(Nullable(Id)),
  task_id: Type.Optional(Nullable(Id)),
  user_id: Type.Optional(
    Type.Integer({ minimum: 1, description: "The author: only administrators name another" }),
  ),
  add_time: Type.Optional(MomentInput),
  ...pins,
};

/** What `addNote` takes: content, and at least one thing it hangs on. */
export const NoteCreate = Type.Object({ content: NoteContent, ...written });
export type NoteCreate = Type.Static<typeof NoteCreate>;

/** What `updateNote` takes. Only the keys sent change; null takes a note off, as long as it hangs on something. */
export const NoteUpdate = Type.Object({ content: Type.Optional(NoteContent), ...written });
export type NoteUpdate = Type.Static<typeof NoteUpdate>;

/** Fields a list of notes can be sorted by. */
export const noteSortFields = [
  "id",
  "user_id",
  "deal_id",
  "person_id",
  "org_id",
  "content",
  "add_time",
  "update_time",
] as const;
export type NoteSortField = (typeof noteSortFields)[number];

/** Query of `getNotes`. All conditions hold together. */
export const NoteListQuery = Type.Object({
  ...offsetQuery,
  user_id: Type.Optional(Id),
  lead_id: Type.Optional(Uuid),
  deal_id: Type.Optional(Id),
  person_id: Type.Optional(Id),
  org_id: Type.Optional(Id),
  project_id: Type.Optional(Id),
  task_id: Type.Optional(Id),
  sort: Type.Optional(
    Type.String({
      maxLength: 500,
      description: `Fields and directions: \`update_time DESC, id ASC\`. Fields: ${noteSortFields.join(", ")}`,
    }),
  ),
  start_date: Type.Optional(Day),
  end_date: Type.Optional(Day),
  updated_since: Type.Optional(MomentInput),
  ...pins,
});
export type NoteListQuery = Type.Static<typeof NoteListQuery>;

export const notePath = Type.Object({ id: Id });
export const readNotes = ["deals:read", "deals:full", "contacts:read", "contacts:full"] as const;
export const writeNotes = ["deals:full", "contacts:full"] as const;
const common = { family: "v1", tag: "Notes", status: 200 } as const;

export const getNotes = endpoint({
  ...common,
  operation: "getNotes",
  method: "GET",
  path: "/v1/notes",
  summary: "List notes, oldest first",
  scopes: readNotes,
  cost: 20,
  query: NoteListQuery,
  data: Note,
  list: "offset",
});

export const addNote = endpoint({
  ...common,
  operation: "addNote",
  method: "POST",
  path: "/v1/notes",
  summary: "Add a note to a lead, a person or an organization",
  scopes: writeNotes,
  cost: 10,
  body: NoteCreate,
  data: Note,
});

export const getNote = endpoint({
  ...common,
  operation: "getNote",
  method: "GET",
  path: "/v1/notes/{id}",
  summary: "Read a note",
  scopes: readNotes,
  cost: 2,
  params: notePath,
  data: Note,
});

export const updateNote = endpoint({
  ...common,
  operation: "updateNote",
  method: "PUT",
  path: "/v1/notes/{id}",
  summary: "Change the given properties of a note",
  scopes: writeNotes,
  cost: 10,
  params: notePath,
  body: NoteUpdate,
  data: Note,
});

export const deleteNote = endpoint({
  ...common,
  operation: "deleteNote",
  method: "DELETE",
  path: "/v1/notes/{id}",
  summary: "Delete a note and its comments",
  scopes: writeNotes,
  cost: 6,
  params: notePath,
  data: Type.Literal(true), // a bare boolean, where everything else answers an object
});

export const noteEndpoints = [getNotes, addNote, getNote, updateNote, deleteNote];
