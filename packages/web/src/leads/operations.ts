import { queryOptions } from "@tanstack/react-query";
import { foyer } from "../api/foyer.ts";
import { queries } from "../api/queries.ts";

export type Operation = Awaited<ReturnType<typeof foyer.bulk.get>>;

/** How far something that runs in the background has come. */
export const operationById = (id: number) =>
  queryOptions({
    queryKey: ["operation", id],
    queryFn: ({ signal }) => foyer.bulk.get(id, { signal }),
    staleTime: 0,
  });

/** Milliseconds until it is looked at first, and from then on. */
const SOON_MS = 150;
export const POLL_MS = 400;

/** Waits until what runs in the background has ended. Of what takes longer than a moment `onLong` is told. */
export async function ended(operation: Operation, onLong?: () => void): Promise<Operation> {
  if (operation.state !== "running") return operation;
  let now = await lookIn(operation, SOON_MS);
  if (now.state === "running") onLong?.();
  while (now.state === "running") now = await lookIn(now, POLL_MS);
  return now;
}

async function lookIn({ id }: Operation, wait: number): Promise<Operation> {
  await new Promise((resolve) => setTimeout(resolve, wait));
  return queries.fetchQuery(operationById(id));
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
