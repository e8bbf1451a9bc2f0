import { type DestinationStream, type Logger, pino } from "pino";

const STDERR = 2;

/** `08:15:30 info message`, for a person at a terminal; what else a line carries follows as JSON. */
export function humanLine(line: string): string {
  const { level, time, msg, pid: _pid, hostname: _host, ...rest } = JSON.parse(line);
  const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : "";
  return `${new Date(time).toISOString().slice(11, 19)} ${pino.levels.labels[level]} ${msg}${more}\n`;
}

/** Logs to standard error, so that standard output says only what the command was asked for. JSON but on a terminal. */
export function createLogger(level: string): Logger {
  const destination = pino.destination({ dest: STDERR, sync: true });
  const human: DestinationStream = { write: (line) => destination.write(humanLine(line)) };
  return pino({ level }, process.stderr.isTTY ? human : destination);
}
