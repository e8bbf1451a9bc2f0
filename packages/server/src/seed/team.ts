import type { LeadLabelCreate } from "@leadfoyer/contract";
import { record } from "../events/event-log.ts";
import { addLabelIn, givenLabelId } from "../labels/labels.service.ts";
import { listLabels } from "../labels/labels.store.ts";
import type { Actor } from "../lib/actor.ts";
import type { Tx } from "../storage/db.ts";
import { addUserIn } from "../users/user-commands.ts";
import { activeUserIds, findUserByEmail } from "../users/users.store.ts";
import type { Plan } from "./plan.ts";
import { type List, slug } from "./words.ts";

const colleagues = [
  "Maija Õispuu",
  "Tomás Herrera",
  "Priya Nair",
  "Jonas Lindqvist",
  "Chidi Okafor",
  "Aoife Byrne",
  "Wei Zhang",
];

const labels: readonly LeadLabelCreate[] = [
  { name: "Newsletter", color: "green" },
  { name: "Trade fair", color: "orange" },
  { name: "Partner", color: "purple" },
  { name: "Needs a call", color: "pink" },
  { name: "Café & Bäckerei", color: "brown" },
];

const nonEmpty = <T>(list: T[], fallback: T): List<T> => [list[0] ?? fallback, ...list.slice(1)];

/** Sees to it that there are colleagues to own leads, more of them where there is more to do. Answers all users. */
export async function gatherTeam(tx: Tx, actor: Actor, { leads }: Plan): Promise<List<number>> {
  const size = leads < 100 ? 2 : leads < 5_000 ? 4 : colleagues.length;
  for (const name of colleagues.slice(0, size)) {
    const email = `${slug(name)}@${actor.company_domain}.localhost`;
    if (await findUserByEmail(tx, actor.company_id, email)) continue;
    const user = { name, email, is_admin: false, password_hash: null };
    const id = await addUserIn(tx, actor.company_id, user);
    await record(tx, actor, { object: "user", objectId: id, action: "create" });
  }
  return nonEmpty(await activeUserIds(tx, actor.company_id), actor.user_id);
}

/** Sees to it that there are labels to wear. Answers those of the company. */
export async function gatherLabels(tx: Tx, actor: Actor): Promise<List<string>> {
  const known = await listLabels(tx, actor.company_id);
  for (const label of labels) {
    if (known.some(({ name }) => name === label.name)) continue;
    known.push(await addLabelIn(tx, actor, label, givenLabelId(actor, label.name)));
  }
  return nonEmpty(
    known.map(({ id }) => id),
    "",
  );
}
