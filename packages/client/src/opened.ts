import type { DataOf, Endpoint, ListOf } from "@leadfoyer/contract";
import type { BodyOf, Called, ParamsOf, QueryOf } from "./endpoint-line.ts";

/**
 * A type as a newer server may answer it: what the contract has, and texts of an enumeration that are not known yet.
 * Keys that are not known are kept too, though not typed.
 */
export type Opened<T> = T extends string
  ? string extends T
    ? T
    : T | (string & {})
  : T extends readonly (infer Item)[]
    ? Opened<Item>[]
    : T extends object
      ? { [K in keyof T]: Opened<T[K]> }
      : T;

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * Custom fields under their own keys, beside what every lead has. A key is 40 hexadecimal characters, so digits tell
 * it from the built-in names: a misspelt name still does not compile.
 */
export type CustomFields = { [key in `${string}${Digit}${string}`]?: unknown };

type Extended<T> = [T] extends [undefined] ? T : T & CustomFields;

/** An endpoint whose body and data may hold custom fields. */
export type WithCustomFields<E extends Called> = Endpoint<
  { params: ParamsOf<E>; query: QueryOf<E>; body: Extended<BodyOf<E>> },
  DataOf<E> & CustomFields,
  ListOf<E>
> &
  Pick<E, "method" | "path" | "cost">;
