import { eastern } from "./regions-east.ts";
import { english } from "./regions-english.ts";
import { western } from "./regions-west.ts";
import type { List } from "./words.ts";

/** What people and companies of one part of the world are called, and what their enquiries look like. */
export type Region = {
  country: string;
  currency: string;
  dial: string;
  order: "given family" | "family given";
  /** Names; where the script is not Latin, `native/latin`. */
  given: List<string>;
  family: List<string>;
  /** `{name}` is a family name, `{trade}` what the company does. */
  companies: List<string>;
  trades: List<string>;
  cities: List<string>;
  streets: List<string>;
  products: List<string>;
  /** `{product}`, `{who}` (company or person), `{n}` and `{year}` are filled in. */
  titles: List<string>;
};

/** English several times over: half of a real inbox is in it. */
export const regions = [
  ...english,
  ...english,
  ...english,
  ...western,
  ...eastern,
] as unknown as List<Region>;
