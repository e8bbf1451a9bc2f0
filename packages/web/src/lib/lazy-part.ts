import { type LazyExoticComponent, lazy } from "react";
import { UNFETCHED } from "../texts/refusals.ts";

type Load<T> = () => Promise<T>;
type Part = Awaited<ReturnType<Parameters<typeof lazy>[0]>>["default"];

/** Milliseconds between parts that are fetched ahead: the page is for whoever works on it. */
const BETWEEN_MS = 250;

/** When this tab was last loaded anew for a part that did not come, and the milliseconds until it may be again. */
const LOADED_ANEW = "foyer-loaded-anew";
const ANEW_AGAIN_MS = 30_000;

/** Parts nobody has asked for yet. */
const unasked = new Set<Load<unknown>>();

/** A part of the page by its name in a file that is fetched when it is first shown; where there is no connection, when that is back. */
export function lazyPart<Name extends string, Parts extends Record<Name, Part>>(
  load: Load<Parts>,
  name: Name,
): LazyExoticComponent<Parts[Name]> {
  unasked.add(load);
  return lazy(async () => ({ default: (await fetched(load))[name] }));
}

async function fetched<T>(load: Load<T>): Promise<T> {
  // What a browser could not fetch once it never asks for again.
  if (!navigator.onLine) await new Promise((resolve) => addEventListener("online", resolve, { once: true }));
  try {
    return await load();
  } catch (cause) {
    if (await loadsAnew()) return new Promise(() => {});
    throw new Error(UNFETCHED, { cause });
  }
}

/** Loads the page anew, which brings what is never asked for twice, and what was renamed in a newer Foyer. Not where nothing answers, and not again and again. */
async function loadsAnew(): Promise<boolean> {
  const last = Number(sessionStorage.getItem(LOADED_ANEW));
  if (Date.now() - last < ANEW_AGAIN_MS) return false;
  const answers = await fetch("/foyer/health").then(
    ({ ok }) => ok,
    () => false,
  );
  if (!answers) return false;
  sessionStorage.setItem(LOADED_ANEW, String(Date.now()));
  location.reload();
  return true;
}

/** Fetches a part before it is asked for. */
export async function fetchAhead(load: Load<unknown>): Promise<void> {
  unasked.delete(load);
  const nothing = () => {}; // whoever asks for it is told
  if (navigator.onLine) await load().then(nothing, nothing);
}

/** Fetches every part, one after the other: what is there opens at once, and without a connection too. */
export async function fetchAllAhead(): Promise<void> {
  for (const load of unasked) {
    await fetchAhead(load);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}
