import type { Actor } from "../lib/actor.ts";
import type { Tx } from "./db.ts";
import { runOnce } from "./run-once.ts";

/**
 * A write with a name: a short function of `(tx, actor, input)` without network inside. Having a name and plain
 * input, it can cross to the writer thread, share a commit with others, and be run again.
 */
export type Command<Input, Output> = {
  readonly name: string;
  readonly run: (tx: Tx, actor: Actor, input: Input) => Promise<Output>;
};

const registry = new Map<string, Command<never, unknown>>();

/** Declares a command under a name of its own. Throws when the name is taken. */
export function command<Input, Output>(
  name: string,
  run: (tx: Tx, actor: Actor, input: Input) => Promise<Output>,
): Command<Input, Output> {
  if (registry.has(name)) throw new Error(`Two commands are named ${name}`);
  const made = { name, run };
  registry.set(name, made);
  return made;
}

/** A command that waits its turn. */
export type Call = {
  command: string;
  actor: Actor;
  input: unknown;
  now: number;
  /** Which command of its request this is, where the request is to be carried out once. */
  step?: number;
};

/** Runs a call by the name of its command. */
export function perform(tx: Tx, call: Call): Promise<unknown> {
  const found = registry.get(call.command);
  if (!found) throw new Error(`No command is named ${call.command}: is it imported by the writer?`);
  const run = () => found.run(tx, call.actor, call.input as never);
  const { company_id, user_id, once } = call.actor;
  if (!once || call.step === undefined) return run();
  const { key, print } = once;
  return runOnce(tx, { company: company_id, user: user_id, key, print, step: call.step }, run);
}
