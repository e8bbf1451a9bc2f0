import { scopes as allScopes, type Scope } from "@leadfoyer/contract";
import { CommandError } from "./failures.ts";

/** Scopes separated by blanks or commas; null when none are given. */
export function readScopes(text: string | undefined): Scope[] | null {
  if (text === undefined) return null;
  const wanted = text.split(/[\s,]+/).filter((scope) => scope !== "");
  if (wanted.length === 0) throw new CommandError(`--scopes names none. Scopes: ${allScopes.join(", ")}`);
  const unknown = wanted.filter((scope) => !(allScopes as readonly string[]).includes(scope));
  if (unknown.length === 0) return wanted as Scope[];
  throw new CommandError(`No such scope: ${unknown.join(", ")}. Scopes: ${allScopes.join(", ")}`);
}
