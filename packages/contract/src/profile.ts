import * as Type from "typebox";
import { endpoint } from "./endpoint.ts";
import { Id, Name, Nullable, Text } from "./scalars.ts";

const Currency = Text({ minLength: 3, maxLength: 3, description: "ISO 4217, such as EUR" });
const TimeZone = Text({ minLength: 1, maxLength: 64, description: "IANA name, such as Europe/Berlin" });
const Locale = Type.String({ pattern: "^[a-z]{2,3}_[A-Z]{2}$", description: "Such as de_DE" });

export const interfaceLanguages = ["en", "de"] as const;
export const themes = ["auto", "light", "dark"] as const;

/** What a person chose for themselves. Null: as their browser has it. */
export const Profile = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  phone: Nullable(Type.String()),
  is_admin: Type.Boolean(),
  default_currency: Type.String(),
  timezone_name: Nullable(Type.String()),
  locale: { ...Nullable(Type.String()), description: "How dates and numbers are written" },
  language: { ...Nullable(Type.Enum([...interfaceLanguages])), description: "Of the inbox's own words" },
  theme: Type.Enum([...themes]),
});
export type Profile = Type.Static<typeof Profile>;

export const ProfileUpdate = Type.Object(
  {
    name: Type.Optional(Name("What others see")),
    phone: Type.Optional(Nullable(Text({ maxLength: 64 }))),
    default_currency: Type.Optional(Currency),
    timezone_name: Type.Optional(Nullable(TimeZone)),
    locale: Type.Optional(Nullable(Locale)),
    language: Type.Optional(Nullable(Type.Enum([...interfaceLanguages]))),
    theme: Type.Optional(Type.Enum([...themes])),
  },
  { additionalProperties: false },
);
export type ProfileUpdate = Type.Static<typeof ProfileUpdate>;

const common = { family: "v2", tag: "Settings", path: "/foyer/profile", scopes: [], cost: 0 } as const;

export const getProfile = endpoint({
  ...common,
  operation: "getProfile",
  method: "GET",
  summary: "Read what the caller chose for themselves",
  status: 200,
  data: Profile,
});

export const updateProfile = endpoint({
  ...common,
  operation: "updateProfile",
  method: "PATCH",
  summary: "Change the caller's name, currency, time zone, languages and theme",
  body: ProfileUpdate,
  status: 200,
  data: Profile,
});

export const profileEndpoints = [getProfile, updateProfile];
