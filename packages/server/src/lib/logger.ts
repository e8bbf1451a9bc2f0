import { type Logger, pino } from "pino";

/** JSON lines on standard error, so that standard output says only what the command was asked for. */
export const createLogger = (level: string): Logger =>
  pino({ level }, pino.destination({ dest: 2, sync: true }));
