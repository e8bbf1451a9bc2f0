import type { BareAnswer, BareJob } from "./bare.ts";
import { type Child, startChild } from "./child.ts";
import { copyOf, positionsOf, type Sample } from "./data.ts";
import { startFoyer } from "./foyer.ts";
import type { LoadAnswer, LoadJob, Saturate, Throughput } from "./load.ts";
import type { RawAnswer, RawJob } from "./raw-loop.ts";
import { creates, reads, walk } from "./requests.ts";

/** How long to measure. */
export type Effort = {
  /** Rounds that count, of so many seconds each. */
  rounds: number;
  seconds: number;
  /** Requests one at a time: reads and pages, creates, pages at a random position. */
  samples: number;
  creates: number;
  jumps: number;
  starts: number;
};

const READ_CONNECTIONS = 32;
const WRITE_CONNECTIONS = 64;
/** A server gets quicker for some ten thousand requests, as V8 compiles what is hot. */
const WARM_UP_SECONDS = 6;
/** Pages a walking client reads before it begins again. */
export const WALK = 80;
/** Pages of a walk so long that none is asked for again while Foyer still has it ready. */
const LONG_WALK = 4_000;

export type Load = Child<LoadJob, LoadAnswer>;
export type Pair<A, B> = { foyer: A[]; other: B[] };
/** A lead, a page asked for again and again, and pages each asked for once. */
export type Serving = Record<"read" | "page" | "fresh", Pair<Throughput, Throughput>>;

export const saturate = (load: Load, job: Omit<Saturate, "kind">) =>
  load.ask({ kind: "saturate", ...job }) as Promise<Throughput>;

const TURNS = [
  { what: "read", who: "foyer" },
  { what: "read", who: "other" },
  { what: "page", who: "foyer" },
  { what: "page", who: "other" },
  { what: "fresh", who: "foyer" },
  { what: "fresh", who: "other" },
] as const;

/** Reads and pages of Foyer's against the bare server's answers of the same bytes, in turn. */
export async function measureServing(
  load: Load,
  file: string,
  sample: Sample,
  effort: Effort,
): Promise<Serving> {
  const foyer = await startFoyer(file);
  const bare = startChild<BareJob, BareAnswer>("./bare.ts");
  const [id = ""] = sample.ids;
  const bodies = { lead: await foyer.get(`/v1/leads/${id}`), page: await foyer.get("/v1/leads?limit=100") };
  const { port } = await bare.ask(bodies);
  const servers = { foyer: { port: foyer.port, pid: foyer.pid }, other: { port, pid: bare.pid } };
  const requests = { read: reads(sample.ids), page: walk(WALK), fresh: walk(LONG_WALK) };
  const nothing = () => ({ foyer: [], other: [] });
  const serving: Serving = { read: nothing(), page: nothing(), fresh: nothing() };
  for (let round = 0; round <= effort.rounds; round++) {
    const seconds = round === 0 ? WARM_UP_SECONDS : effort.seconds;
    for (const { what, who } of TURNS) {
      const job = { ...servers[who], requests: requests[what], connections: READ_CONNECTIONS, seconds };
      const measured = await saturate(load, job);
      if (round > 0) serving[what][who].push(measured); // the first round warms up
    }
  }
  await Promise.all([foyer.stop(), bare.stop()]);
  return serving;
}

/** Creates through Foyer, and the rows they wrote inserted by the raw loop: all of them, and those without the index. */
export type Creating = { foyer: Throughput[]; raw: RawAnswer[]; unindexed: RawAnswer[] };

/** In turn, each into a file of the same size. */
export async function measureCreates(load: Load, file: string, sample: Sample, effort: Effort) {
  const ours = await copyOf(file, "creates");
  const copies = { raw: await copyOf(file, "raw"), unindexed: await copyOf(file, "unindexed") };
  const foyer = await startFoyer(ours);
  const loop = startChild<RawJob, RawAnswer>("./raw-loop.ts");
  const creating: Creating = { foyer: [], raw: [], unindexed: [] };
  const server = { port: foyer.port, pid: foyer.pid, connections: WRITE_CONNECTIONS };
  for (let round = 0; round <= effort.rounds; round++) {
    const rows = { from: ours, ...positionsOf(ours) };
    const seconds = round === 0 ? WARM_UP_SECONDS : effort.seconds;
    const created = await saturate(load, { ...server, seconds, requests: creates(sample) });
    const raw = await loop.ask({ ...rows, to: copies.raw, search: true });
    const unindexed = await loop.ask({ ...rows, to: copies.unindexed });
    if (round === 0) continue; // the first round warms up
    creating.foyer.push(created);
    creating.raw.push(raw);
    creating.unindexed.push(unindexed);
  }
  await Promise.all([foyer.stop(), loop.stop()]);
  return creating;
}
