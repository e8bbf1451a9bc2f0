import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { cpus, loadavg, platform, release, totalmem } from "node:os";
import { join } from "node:path";
import { quantile } from "./stats.ts";

/** Linux counts a process's time in hundredths of a second, whatever the processor's clock. */
const TICKS_PER_SECOND = 100;

/** Processor time a process has used so far, all threads, user and system, in seconds. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Processor time of the whole machine so far, and what of it its host gave to other machines, in the kernel's ticks. */
function machineTime(): { all: number; stolen: number } {
  const [, ...ticks] = readFileSync("/proc/stat", "latin1").split("\n", 1)[0]?.split(/\s+/).map(Number) ?? [];
  return { all: ticks.slice(0, 8).reduce((sum, some) => sum + some, 0), stolen: ticks[7] ?? 0 };
}

/** What of the machine's processor time its host gives to other machines from now on, in percent. */
export function watchStolen(): () => number {
  const before = machineTime();
  return () => {
    const { all, stolen } = machineTime();
    return (100 * (stolen - before.stolen)) / Math.max(all - before.all, 1);
  };
}

/** Memory a process holds in RAM, in MB (10^6 bytes). */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "latin1");
  return (Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1_024) / 1e6;
}

/** Median time to write 4 KiB and wait until the disk has it, in milliseconds. */
function flushMs(folder: string): number {
  const file = join(folder, "flush.tmp");
  const descriptor = openSync(file, "w");
  const block = Buffer.alloc(4_096, 1);
  const times = Array.from({ length: 300 }, (_, index) => {
    const begin = performance.now();
    writeSync(descriptor, block, 0, block.length, (index % 64) * block.length);
    fdatasyncSync(descriptor);
    return performance.now() - begin;
  });
  closeSync(descriptor);
  rmSync(file);
  return quantile(
    times.sort((a, b) => a - b),
    0.5,
  );
}

/** The machine in one line, without its name. */
export function describeMachine(folder: string): string {
  const processors = cpus();
  const memory = `${Math.round(totalmem() / 1e9)} GB`;
  const load = loadavg()[0]?.toFixed(1);
  return [
    `${processors.length} x ${processors[0]?.model.trim()}, ${memory}`,
    `${platform()} ${release()}, Node ${process.version}`,
    `a flush of 4 KiB to disk takes ${flushMs(folder).toFixed(2)} ms (median)`,
    `load before the run ${load}`,
  ].join("; ");
}
