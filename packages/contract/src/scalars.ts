import * as Type from "typebox";
import Format from "typebox/format";

/** Longest title or name kept, in characters: the width of Pipedrive's own columns. */
const MAX_NAME = 255;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;
const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const DURATION = /^\d{1,3}:[0-5]\d(:[0-5]\d)?$/;

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return date.getUTCDate() === Number(day) && date.getUTCFullYear() >= 1;
}

function isTime(text: string, pattern: RegExp): boolean {
  return pattern.test(text) && isDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text.replace(" ", "T")));
}

// Neither database keeps U+0000, and a lone surrogate is not text: both are refused rather than altered.
Format.Set("text", (text) => !text.includes("\0") && text.isWellFormed());
Format.Set("guid", (text) => GUID.test(text));
Format.Set("day", isDate);
Format.Set("moment", (text) => isTime(text, DATE_TIME));
Format.Set("clock", (text) => CLOCK.test(text));
Format.Set("duration", (text) => DURATION.test(text));
Format.Set("second", (text) => isTime(text, SECOND));

/** Any text a database keeps unchanged: no U+0000, no lone surrogates. */
export const Text = (options: { minLength?: number; maxLength?: number; description?: string } = {}) =>
  Type.String({ maxLength: 65_535, format: "text", ...options });

export const Name = (description: string) => Text({ minLength: 1, maxLength: MAX_NAME, description });

export const Email = Type.String({
  maxLength: 255,
  pattern: "^[^\\s@\\x00-\\x1f]+@[^\\s@\\x00-\\x1f]+$",
  format: "text",
});

/** A UUID of any version: Pipedrive's label ids are v1 on old accounts and v4 on new ones. */
export const Uuid = Type.String({ format: "guid" });

/** An integer id. */
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

export const Day = Type.String({ format: "day", description: "YYYY-MM-DD" });

/** A time of day, `08:15` or `08:15:30`. */
export const Clock = Type.String({ format: "clock", description: "HH:MM or HH:MM:SS, UTC" });

/** Hours, minutes and perhaps seconds: `01:30`. */
export const Duration = Type.String({ format: "duration", description: "HH:MM or HH:MM:SS" });

/** UTC with milliseconds and Z: `2026-09-01T08:15:30.123Z`. */
export const MsTime = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$" });

/** UTC without a zone: `2026-09-01 08:15:30`. */
export const SpacedTime = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$" });

/** UTC in whole seconds: `2026-09-01T08:15:30Z`. */
export const SecondTime = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$" });

/** A moment as v1 takes it: date, or date and time, fractions and zone optional. */
export const MomentInput = Type.String({ format: "moment" });

/** A moment as v2 takes it: RFC 3339 in whole seconds. Pipedrive refuses milliseconds here. */
export const SecondInput = Type.String({ format: "second" });

export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A boolean as old parts of v1 take it: 0 or 1. */
export const NumberFlag = (description: string) => Type.Enum([0, 1], { description });

/** For endpoints that answer success and nothing more. */
export const Nothing = Type.Void();

/** Who sees an item. 1 owner, 3 owner's group or company, 5 with sub-groups, 7 company. A string in v1. */
export const VisibleTo = Type.Enum(["1", "3", "5", "7"]);

/** The same in v2 and in search, as a number. */
export const VisibleToNumber = Type.Enum([1, 3, 5, 7]);

/** `start` and `limit` of a v1 list. */
export const offsetQuery = {
  start: Type.Optional(Type.Integer({ description: "Position of the first result", default: 0 })),
  limit: Type.Optional(Type.Integer({ description: "Results per page: 100 unless given, at most 500" })),
};

/** `cursor` and `limit` of a v2 list. */
export const cursorQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 500, description: "The `next_cursor` of the page before" })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: "100 unless given" })),
};
