import { CommandError } from "./failures.ts";

/**
 * What a command is to do, and what to: `actions` are what it can do, and how many words say what to.
 * @throws CommandError
 */
export function readAction<Action extends string>(
  command: string,
  words: readonly string[],
  actions: Record<Action, 0 | 1>,
): { action: Action; subject: string } {
  const [given = "", subject = ""] = words;
  const action = (Object.keys(actions) as Action[]).find((one) => one === given); // a literal object has exactly its keys
  const see = `See: foyer ${command} --help`;
  if (action === undefined) {
    const what =
      given === "" ? `foyer ${command} needs an action` : `foyer ${command} has no action ${given}`;
    throw new CommandError(`${what}. Actions: ${Object.keys(actions).join(", ")}. ${see}`);
  }
  const surplus = words[1 + actions[action]];
  if (surplus !== undefined) throw new CommandError(`Unexpected argument '${surplus}'. ${see}`);
  return { action, subject };
}
