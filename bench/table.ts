import type { Duplicates } from "./duplicates.ts";
import type { Creating, Pair, Serving } from "./measures.ts";
import type { Scale } from "./scale.ts";
import type { Searching } from "./search.ts";
import { median, type Spread, spread } from "./stats.ts";

/** One figure: what was measured, with its extremes or parts, and what was asked for. */
export type Figure = { name: string; measured: string; detail: string; target?: string; met?: boolean };

type Measured = { perSecond: number; cpuMicroseconds: number };

const round = (value: number, digits = 0): string => value.toFixed(digits);
const range = ({ min, max }: Spread, digits: number): string => `${round(min, digits)}-${round(max, digits)}`;

/** Foyer's share of the other's, round by round: what slows the machine down slows down both. */
function ratios(pair: Pair<Measured, Measured>, share: (foyer: Measured, other: Measured) => number): Spread {
  return spread(pair.foyer.map((foyer, index) => share(foyer, pair.other[index] ?? foyer)));
}

const bySpeed = (foyer: Measured, other: Measured): number => foyer.perSecond / other.perSecond;
const byCpu = (foyer: Measured, other: Measured): number => other.cpuMicroseconds / foyer.cpuMicroseconds;

type Unit = "perSecond" | "cpuMicroseconds";
const both = (pair: Pair<Measured, Measured>, unit: Unit): string =>
  `${round(median(pair.foyer.map((one) => one[unit])))} against ${round(median(pair.other.map((one) => one[unit])))}`;

type Compared = { name: string; unit: Unit; share: typeof bySpeed; text: string };

/** Foyer against something else, and how much of it Foyer shall reach at least, if that is asked. */
function compared(
  { name, unit, share, text }: Compared,
  pair: Pair<Measured, Measured>,
  target?: number,
): Figure {
  const ratio = ratios(pair, share);
  const judged =
    target === undefined ? {} : { target: `>= ${target.toFixed(2)}`, met: ratio.median >= target };
  const measured = `${round(ratio.median, 2)} (${range(ratio, 2)})`;
  return { name, measured, detail: `${both(pair, unit)} ${text}`, ...judged };
}

const rate = (name: string, pair: Pair<Measured, Measured>, target?: number): Figure =>
  compared({ name: `${name}, rate`, unit: "perSecond", share: bySpeed, text: "a second" }, pair, target);

const cpu = (name: string, pair: Pair<Measured, Measured>, target?: number): Figure =>
  compared(
    { name: `${name}, server CPU`, unit: "cpuMicroseconds", share: byCpu, text: "us each" },
    pair,
    target,
  );

const count = (leads: number): string => leads.toLocaleString("en");

export function servingFigures(leads: number, { read, page, fresh }: Serving): Figure[] {
  const kilobytes = round(median(page.foyer.map(({ bytes }) => bytes)) / 1_000);
  const bare = "against bare node:http";
  const readOne = `Read one lead of ${count(leads)} ${bare}`;
  const again = `Page of 100 (${kilobytes} KB) asked for again, nothing changed since, ${bare}`;
  const first = `Page of 100 of ${count(leads)} that nobody asked for before, ${bare}`;
  return [
    cpu(readOne, read, 0.6),
    rate(readOne, read, 0.6),
    cpu(again, page, 0.4),
    rate(again, page, 0.4),
    cpu(first, fresh),
    rate(first, fresh),
  ];
}

/** Of processor time nothing is asked: Foyer also speaks HTTP. */
export function createFigures(leads: number, { foyer, raw, unindexed }: Creating): Figure[] {
  const name = `Durable creates, 64 connections, at ${count(leads)} against the raw loop`;
  const same = { foyer, other: raw };
  return [
    rate(name, same, 0.5),
    cpu(name, same),
    rate(`${name} without the search index`, { foyer, other: unindexed }),
  ];
}

const SEARCH_P50_MS = 2;
const SEARCH_P99_MS = 20;
/** The index no more than doubles the file. */
const SEARCH_SHARE = 0.5;

export function searchFigures(leads: number, { times, index, file }: Searching): Figure[] {
  const share = index / file;
  return [
    ...times.map(({ kind, limit, latency: { p50, p95, p99 } }) => ({
      name: `Search ${count(leads)} leads with notes for ${kind}, a page of ${limit}, p50`,
      measured: `${round(p50, 2)} ms`,
      detail: `p95 ${round(p95, 2)}, p99 ${round(p99, 2)} ms`,
      target: `< ${SEARCH_P50_MS} ms, p99 < ${SEARCH_P99_MS} ms`,
      met: p50 < SEARCH_P50_MS && p99 < SEARCH_P99_MS,
    })),
    {
      name: "Search index, share of the file",
      measured: round(share, 2),
      detail: `${round(index / 1e6)} of ${round(file / 1e6)} MB`,
      target: `<= ${SEARCH_SHARE.toFixed(2)}`,
      met: share <= SEARCH_SHARE,
    },
  ];
}

const INDEX_SHARE = 1 / 3;

export function indexFigures(leads: number, { foyer, raw, unindexed }: Creating): Figure[] {
  const each = (measured: readonly Measured[]) => median(measured.map(({ perSecond }) => 1e6 / perSecond));
  const shares = foyer.map((created, round) => {
    const [full, plain] = [raw[round] ?? created, unindexed[round] ?? created];
    return (1e6 / full.perSecond - 1e6 / plain.perSecond) / (1e6 / created.perSecond);
  });
  const share = spread(shares);
  return [
    {
      name: `Search index, its part of the time of a create at ${count(leads)}`,
      measured: `${round(share.median, 2)} (${range(share, 2)})`,
      detail: `${round(each(unindexed))} us a row without, ${round(each(raw))} with it, of ${round(each(foyer))}`,
      target: "<= 0.33",
      met: share.median <= INDEX_SHARE,
    },
  ];
}

const DUPLICATES_MS = 50;
const PRECISION = 0.95;
const RECALL = 0.9;

export function duplicateFigures(leads: number, { latency, quality, pairs }: Duplicates): Figure[] {
  const rulesOf = (faults: Record<string, number>): string =>
    Object.entries(faults)
      .map(([rule, count]) => `${count} of "${rule}"`)
      .join(", ") || "none";
  const share = (name: string, value: number, faults: string, target: number): Figure => ({
    name: `Duplicates in a labelled set of ${count(pairs)} pairs, ${name}`,
    measured: round(value, 3),
    detail: faults,
    target: `>= ${target.toFixed(2)}`,
    met: value >= target,
  });
  return [
    {
      name: `What looks like one lead of ${count(leads)}, p50`,
      measured: `${round(latency.p50, 2)} ms`,
      detail: `p95 ${round(latency.p95, 2)}, p99 ${round(latency.p99, 2)} ms`,
      target: `< ${DUPLICATES_MS} ms, p99 too`,
      met: latency.p99 < DUPLICATES_MS,
    },
    share("precision", quality.precision, `wrongly called: ${rulesOf(quality.wrong)}`, PRECISION),
    share("recall", quality.recall, `missed: ${rulesOf(quality.missed)}`, RECALL),
  ];
}

export function scaleFigures({ small, large }: { small: number; large: number }, scale: Scale): Figure[] {
  const figure = (name: string, latency: Scale["read"], target?: number): Figure => {
    const ratio = latency.large.p50 / latency.small.p50;
    const judged = target === undefined ? {} : { target: `<= ${target.toFixed(1)}`, met: ratio <= target };
    const p95 = `p95 ${round(latency.large.p95, 2)} against ${round(latency.small.p95, 2)}`;
    return {
      name: `p50 of ${name} at ${count(large)} over ${count(small)}`,
      measured: round(ratio, 2),
      detail: `${round(latency.large.p50, 3)} against ${round(latency.small.p50, 3)} ms; ${p95}`,
      ...judged,
    };
  };
  return [
    figure("a read", scale.read, 1.3),
    figure("a page, walking", scale.page, 1.3),
    figure("a create", scale.create, 1.3),
    figure("a page at a random position", scale.jump),
  ];
}

export function processFigures(
  leads: number,
  starts: { foyer: number[]; node: number[] },
  scale: Scale,
): Figure[] {
  const start = spread(starts.foyer);
  const { ready, loaded } = scale.memory;
  return [
    {
      name: `From start to ready at ${count(leads)}`,
      measured: `${round(start.median)} ms (${range(start, 0)})`,
      detail: `Node itself ${round(median(starts.node))} ms`,
      target: "< 1,000 ms",
      met: start.median < 1_000,
    },
    {
      name: `Resident memory at ${count(leads)}, after the load`,
      measured: `${round(loaded)} MB`,
      detail: `${round(ready)} MB when ready`,
      target: "< 150 MB",
      met: loaded < 150 && ready < 150,
    },
  ];
}

export function toTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, measured, detail, target = "", met }) => {
    const verdict = met === undefined ? "" : met ? "yes" : "**no**";
    return `| ${name} | ${measured} | ${detail} | ${target} | ${verdict} |`;
  });
  return ["| figure | measured | from | target | met |", "|---|---|---|---|---|", ...rows].join("\n");
}
