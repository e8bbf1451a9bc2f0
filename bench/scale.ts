import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyOf, type Sample } from "./data.ts";
import { type Foyer, startFoyer } from "./foyer.ts";
import type { Alternate, Latency } from "./load.ts";
import { residentMb } from "./machine.ts";
import { type Effort, type Load, saturate, WALK } from "./measures.ts";
import { creates, jumps, reads, type WireRequest, walk } from "./requests.ts";

type Sized<T> = { small: T; large: T };

export type Scale = {
  read: Sized<Latency>;
  page: Sized<Latency>;
  create: Sized<Latency>;
  /** A page anywhere, where nobody has walked. */
  jump: Sized<Latency>;
  /** Memory of the large one in MB: as it became ready, and at the end of it all. */
  memory: { ready: number; loaded: number };
};

/** A small and a large Foyer at the same time, asked one request at a time in turn. */
export async function measureScale(load: Load, files: Sized<string>, samples: Sized<Sample>, effort: Effort) {
  const small = await startFoyer(await copyOf(files.small, "small"));
  const large = await startFoyer(await copyOf(files.large, "large"));
  const ready = residentMb(large.pid);
  const compare = (count: number, requests: Sized<WireRequest[]>) =>
    compareLatency(load, count, [
      { port: small.port, requests: requests.small },
      { port: large.port, requests: requests.large },
    ]);
  const each = (toRequests: (sample: Sample) => WireRequest[]): Sized<WireRequest[]> => ({
    small: toRequests(samples.small),
    large: toRequests(samples.large),
  });
  const read = await compare(
    effort.samples,
    each(({ ids }) => reads(ids)),
  );
  const page = await compare(
    effort.samples,
    each(() => walk(WALK)),
  );
  const jump = await compare(
    effort.jumps,
    each(({ leads }) => jumps(leads, effort.jumps)),
  );
  const create = await compare(effort.creates, each(creates));
  const loaded = await memoryUnderLoad(load, large, samples.large, effort);
  await Promise.all([small.stop(), large.stop()]);
  return { read, page, create, jump, memory: { ready, loaded } } satisfies Scale;
}

async function compareLatency(
  load: Load,
  count: number,
  servers: Alternate["servers"],
): Promise<Sized<Latency>> {
  await load.ask({ kind: "alternate", samples: Math.ceil(count / 10), servers }); // warms up
  const [small, large] = (await load.ask({ kind: "alternate", samples: count, servers })) as [
    Latency,
    Latency,
  ];
  return { small, large };
}

async function memoryUnderLoad(
  load: Load,
  { port, pid }: Foyer,
  sample: Sample,
  effort: Effort,
): Promise<number> {
  for (const requests of [reads(sample.ids), walk(WALK), creates(sample)]) {
    await saturate(load, { port, pid, connections: 64, seconds: effort.seconds * 2, requests });
  }
  return residentMb(pid);
}

/** Starts Foyer on a file again and again, and Node on nothing, in turn. In milliseconds. */
export async function measureStarts(
  file: string,
  count: number,
): Promise<{ foyer: number[]; node: number[] }> {
  const starts = { foyer: [] as number[], node: [] as number[] };
  const copy = await copyOf(file, "starts");
  for (let round = 0; round < count; round++) {
    const foyer = await startFoyer(copy);
    starts.foyer.push(foyer.startMs);
    await foyer.stop();
    const begin = performance.now();
    await once(spawn(process.execPath, ["--eval", "0"], { stdio: "ignore" }), "exit");
    starts.node.push(performance.now() - begin);
  }
  return starts;
}
