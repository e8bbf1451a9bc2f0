import { answerJobs } from "./child.ts";
import { type Connection, openConnection } from "./connection.ts";
import { cpuSeconds } from "./machine.ts";
import type { WireRequest } from "./requests.ts";
import { quantile } from "./stats.ts";

/** As many requests as a server answers on so many connections, for so long. */
export type Saturate = {
  kind: "saturate";
  port: number;
  pid: number;
  connections: number;
  seconds: number;
  requests: WireRequest[];
};
export type Throughput = { perSecond: number; cpuMicroseconds: number; bytes: number; count: number };

/** One request at a time, to each server in turn. */
export type Alternate = {
  kind: "alternate";
  samples: number;
  servers: { port: number; requests: WireRequest[] }[];
};
/** In milliseconds. */
export type Latency = { p50: number; p95: number; p99: number };

export type LoadJob = Saturate | Alternate;
export type LoadAnswer = Throughput | Latency[];

const toBuffers = (requests: WireRequest[]): Buffer[] => requests.map((text) => Buffer.from(text, "latin1"));

/** Hands out requests in turn, over and over. */
function inTurn(requests: WireRequest[]): () => Buffer {
  const buffers = toBuffers(requests);
  let index = 0;
  return () => buffers[index++ % buffers.length] as Buffer; // the remainder is an index
}

async function saturate({ port, pid, connections, seconds, requests }: Saturate): Promise<Throughput> {
  const next = inTurn(requests);
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  let count = 0;
  let bytes = 0;
  const begin = performance.now();
  const cpuBefore = cpuSeconds(pid);
  const until = begin + seconds * 1_000;
  const keepAsking = async (connection: Connection) => {
    while (performance.now() < until) {
      const received = await connection.send(next());
      bytes += received;
      count += 1;
    }
  };
  await Promise.all(open.map(keepAsking));
  const elapsed = (performance.now() - begin) / 1_000;
  const cpu = cpuSeconds(pid) - cpuBefore;
  for (const connection of open) connection.close();
  return { perSecond: count / elapsed, cpuMicroseconds: (cpu / count) * 1e6, bytes: bytes / count, count };
}

async function alternate({ samples, servers }: Alternate): Promise<Latency[]> {
  const lanes = await Promise.all(
    servers.map(async ({ port, requests }) => ({
      connection: await openConnection(port),
      next: inTurn(requests),
      times: [] as number[],
    })),
  );
  for (let sample = 0; sample < samples; sample++) {
    for (const { connection, next, times } of lanes) {
      const begin = performance.now();
      await connection.send(next());
      times.push(performance.now() - begin);
    }
  }
  return lanes.map(({ connection, times }) => {
    connection.close();
    const sorted = times.sort((a, b) => a - b);
    return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
  });
}

answerJobs<LoadJob, LoadAnswer>((job) => (job.kind === "saturate" ? saturate(job) : alternate(job)));
