import { FORMATTED } from "../fields/custom-values.ts";
import type { FieldDefinition } from "../fields/field-definition.ts";
import type { Operand } from "./clause.ts";
import type { Kind } from "./filter-operators.ts";

/** The things whose rows a filter can look into. */
export type Thing = "lead" | "deal" | "person" | "organization" | "activity";

/** How the values of a field are written in a condition, and where they are found. */
export type Access = {
  kind: Kind;
  /** What a value is. Of a `moment`, kept in milliseconds, and an `instant`, kept as text, a condition names the day. */
  unit: "text" | "integer" | "number" | "day" | "moment" | "instant" | "time" | "choice" | "label";
  value: Operand;
  /** Where emptiness shows, when not in `value`. */
  presence?: Operand;
  /** The end of a range. */
  until?: Operand;
  /** The currency of an amount. */
  currency?: Operand;
  /** The parts of an address, by name. */
  part?: (name: string) => Operand;
};

const column = (name: string): Operand => ({ from: "column", column: name });
const json = (columnName: string, path: readonly string[], as: "number" | "text" = "text"): Operand => ({
  from: "json",
  column: columnName,
  path,
  as,
});

const text = (value: Operand): Access => ({ kind: "varchar", unit: "text", value });
const user = (name: string): Access => ({ kind: "user", unit: "integer", value: column(name) });
const choice = (value: Operand): Access => ({ kind: "enum", unit: "choice", value });
const count = (name: string): Access => ({ kind: "double", unit: "integer", value: column(name) });
const visibility: Access = { kind: "visible_to", unit: "choice", value: column("visible_to") };
const moment = (name: string): Access => ({ kind: "date", unit: "moment", value: column(name) });

const ofLead: Record<string, Access> = {
  title: {
    kind: "title",
    unit: "text",
    value: { from: "keyed", key: "title_key", column: "doc", path: ["title"] },
  },
  owner_id: user("owner_id"),
  creator_id: user("creator_id"),
  label_ids: {
    kind: "set",
    unit: "label",
    value: { from: "labels" },
    presence: { from: "each", column: "doc", path: ["label_ids"] },
  },
  value: {
    kind: "monetary",
    unit: "number",
    value: json("doc", ["value", "amount"], "number"),
    currency: json("doc", ["value", "currency"]),
  },
  expected_close_date: {
    kind: "date",
    unit: "day",
    value: { from: "column", column: "close_date", unset: "" },
  },
  person_id: { kind: "person", unit: "integer", value: column("person_id") },
  organization_id: { kind: "organization", unit: "integer", value: column("organization_id") },
  is_archived: choice(column("is_archived")),
  archive_time: { kind: "date", unit: "instant", value: json("doc", ["archive_time"]) },
  source_name: text(json("doc", ["source_name"])),
  origin: text(json("doc", ["origin"])),
  origin_id: text(json("doc", ["origin_id"])),
  channel: choice(json("doc", ["channel"], "number")),
  channel_id: text(json("doc", ["channel_id"])),
  was_seen: choice(column("was_seen")),
  next_activity_id: {
    kind: "double",
    unit: "integer",
    value: { from: "column", column: "next_activity_id", unset: 0 },
  },
  add_time: moment("add_time"),
  update_time: moment("update_time"),
  visible_to: visibility,
};

const when = (name: string): Access => ({
  kind: "date",
  unit: "moment",
  value: json("doc", [name], "number"),
});
const link = (kind: "person" | "organization", name: string): Access => ({
  kind,
  unit: "integer",
  value: { from: "column", column: name, unset: 0 },
});

const localDay = (what: "won" | "lost" | "close"): Access => ({
  kind: "date",
  unit: "day",
  value: json("doc", [`local_${what}_date`]),
});

const ofDeal: Record<string, Access> = {
  title: ofLead.title as Access, // written above
  creator_user_id: { kind: "user", unit: "integer", value: json("doc", ["creator_user_id"], "number") },
  user_id: user("owner_id"),
  value: {
    kind: "monetary",
    unit: "number",
    value: column("value"),
    currency: json("doc", ["currency"]),
  },
  person_id: link("person", "person_id"),
  org_id: link("organization", "org_id"),
  pipeline_id: { kind: "pipeline", unit: "integer", value: column("pipeline_id") },
  stage_id: { kind: "stage", unit: "integer", value: column("stage_id") },
  status: { kind: "status", unit: "text", value: column("status") },
  label_ids: {
    kind: "set",
    unit: "choice",
    value: { from: "each", column: "doc", path: ["label_ids"], as: "number" },
  },
  expected_close_date: {
    kind: "date",
    unit: "day",
    value: { from: "column", column: "close_date", unset: "" },
  },
  probability: { kind: "double", unit: "number", value: json("doc", ["probability"], "number") },
  lost_reason: text(json("doc", ["lost_reason"])),
  close_time: when("close_time"),
  won_time: when("won_time"),
  lost_time: when("lost_time"),
  origin: text(json("doc", ["origin"])),
  origin_id: text(json("doc", ["origin_id"])),
  channel: choice(json("doc", ["channel"], "number")),
  channel_id: text(json("doc", ["channel_id"])),
  is_archived: choice(column("is_archived")),
  add_time: moment("add_time"),
  update_time: moment("touch_time"),
  visible_to: visibility,
  id: count("id"),
  currency: text(json("doc", ["currency"])),
  stage_change_time: when("stage_change_time"),
  first_won_time: when("first_won_time"),
  local_won_date: localDay("won"),
  local_lost_date: localDay("lost"),
  local_close_date: localDay("close"),
  archive_time: when("archive_time"),
};

const ofContact: Record<string, Access> = {
  name: text({ from: "keyed", key: "name_key", column: "name" }),
  owner_id: user("owner_id"),
  label_ids: { kind: "set", unit: "choice", value: { from: "each", column: "label_ids", as: "number" } },
  add_time: moment("add_time"),
  update_time: moment("touch_time"),
  visible_to: visibility,
};

const ofPerson: Record<string, Access> = {
  ...ofContact,
  email: text({ from: "each", column: "emails", member: "value" }),
  phone: text({ from: "each", column: "phones", member: "value" }),
  org_id: { kind: "organization", unit: "integer", value: column("org_id") },
  marketing_status: text(json("extra", ["marketing_status"])),
  notes: text(json("extra", ["notes"])),
  birthday: { kind: "date", unit: "day", value: json("extra", ["birthday"]) },
  job_title: text(json("extra", ["job_title"])),
};

const ofOrganization: Record<string, Access> = {
  ...ofContact,
  address: {
    ...text(json("address", ["value"])),
    part: (name) => json("address", [name === FORMATTED ? "value" : name]),
  },
  website: text(column("website")),
  linkedin: text(column("linkedin")),
  industry: count("industry"),
  annual_revenue: count("annual_revenue"),
  employee_count: count("employee_count"),
};

const clock = (value: Operand): Access => ({ kind: "time", unit: "time", value });

const ofActivity: Record<string, Access> = {
  subject: text(column("subject")),
  type: text(column("type")),
  user_id: user("owner_id"),
  due_date: { kind: "date", unit: "day", value: column("due_date") },
  due_time: clock({ from: "column", column: "due_time", unset: "" }),
  duration: clock(json("extra", ["duration"])),
  done: choice(column("done")),
  marked_as_done_time: {
    kind: "date",
    unit: "moment",
    value: json("extra", ["marked_as_done_time"], "number"),
  },
  deal_id: { kind: "double", unit: "integer", value: { from: "column", column: "deal_id", unset: 0 } },
  lead_id: text(column("lead_id")),
  person_id: link("person", "person_id"),
  org_id: link("organization", "org_id"),
  location: {
    ...text(json("extra", ["location", "value"])),
    part: (name) => json("extra", ["location", name === FORMATTED ? "value" : name]),
  },
  priority: { kind: "double", unit: "number", value: json("extra", ["priority"], "number") },
  public_description: text(json("extra", ["public_description"])),
  note: text(json("extra", ["note"])),
  add_time: moment("add_time"),
  update_time: moment("update_time"),
};

const builtIn: Record<Thing, Record<string, Access>> = {
  lead: ofLead,
  deal: ofDeal,
  person: ofPerson,
  organization: ofOrganization,
  activity: ofActivity,
};

/** A deal's field as a lead has it, where they are called otherwise. */
const leadKeys: Record<string, string> = {
  user_id: "owner_id",
  creator_user_id: "creator_id",
  org_id: "organization_id",
};

/** How the values of a field are compared, and where a thing has them. Undefined when it has none to compare. */
export function accessOf(thing: Thing, field: FieldDefinition): Access | undefined {
  if (field.custom) return byType(thing, field);
  const key = thing === "lead" && field.entity === "deal" ? (leadKeys[field.key] ?? field.key) : field.key;
  return Object.hasOwn(builtIn[thing], key) ? builtIn[thing][key] : undefined;
}

type Plain = { kind: Kind; unit: Access["unit"]; at: "num" | "txt"; ends?: true; hasCurrency?: true };

const plainTypes: Partial<Record<FieldDefinition["field_type"], Plain>> = {
  double: { kind: "double", unit: "number", at: "num" },
  monetary: { kind: "monetary", unit: "number", at: "num", hasCurrency: true },
  enum: { kind: "enum", unit: "choice", at: "num" },
  set: { kind: "set", unit: "choice", at: "num" },
  visible_to: { kind: "visible_to", unit: "choice", at: "num" },
  user: { kind: "user", unit: "integer", at: "num" },
  org: { kind: "organization", unit: "integer", at: "num" },
  people: { kind: "person", unit: "integer", at: "num" },
  date: { kind: "date", unit: "day", at: "txt" },
  time: { kind: "time", unit: "time", at: "txt" },
  daterange: { kind: "daterange", unit: "day", at: "txt", ends: true },
  timerange: { kind: "timerange", unit: "time", at: "txt", ends: true },
};

/** Custom fields are found in a table of their own, by value; long text and the parts of an address in the document. */
function byType(thing: Thing, { id, key, field_type }: FieldDefinition): Access {
  const operand = (part: "num" | "txt" | "extra"): Operand => ({ from: "custom", field: id, part });
  const type = plainTypes[field_type];
  if (type) {
    const { kind, unit, at, ends, hasCurrency } = type;
    const extra = operand("extra");
    return {
      kind,
      unit,
      value: operand(at),
      ...(ends && { until: extra }),
      ...(hasCurrency && { currency: extra }),
    };
  }
  const nested = thing !== "lead";
  const column = thing === "lead" || thing === "deal" ? "doc" : "custom";
  const path = thing === "deal" ? ["custom", key] : [key];
  const inside = field_type === "address" && nested ? [...path, "value"] : path;
  const whole: Operand = { from: "custom", field: id, part: "txt", whole: { column, path: inside } };
  return {
    ...text(whole),
    // Leads write the parts of an address beside it, all others inside it.
    ...(field_type === "address" && {
      part: (name) =>
        name === FORMATTED ? whole : json(column, nested ? [...path, name] : [`${key}_${name}`]),
    }),
  };
}
