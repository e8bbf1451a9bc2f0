import { foyer } from "../api/foyer.ts";

export type Operation = Awaited<ReturnType<typeof foyer.bulk.get>>;

const POLL_MS = 150;

/** Waits until what runs in the background has ended. */
export async function ended(operation: Operation): Promise<Operation> {
  if (operation.state !== "running") return operation;
  await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  return ended(await foyer.bulk.get(operation.id));
}

export type Deed = Awaited<ReturnType<typeof foyer.undo.list>>["data"][number];

/** Pages looked through for deeds. */
const PAGES = 5;
const PAGE = 100;

/** Reading a lead is seeing it, and an import may bring nothing: nobody looks for that among what they did. */
const isMere = ({ kind, fields, count }: Deed): boolean =>
  (kind === "import" && count === 0) ||
  (kind === "change" && fields.length > 0 && fields.every((field) => field === "was_seen"));

/** What one did lately, the latest first: about `wanted` of it that can still be undone, or all there is. */
export async function recentDeeds(wanted: number, signal?: AbortSignal): Promise<Deed[]> {
  const deeds: Deed[] = [];
  let pages = 0;
  for await (const { data } of foyer.undo.list({ limit: PAGE }, signal ? { signal } : {}).pages()) {
    deeds.push(...data.filter((deed) => !isMere(deed)));
    pages += 1;
    if (pages === PAGES || deeds.filter(({ can_undo }) => can_undo).length >= wanted) break;
  }
  return deeds;
}
