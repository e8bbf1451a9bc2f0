import type { OfficialClient } from "../official-client.ts";
import type { OperationName } from "../operations.ts";
import type { Scene } from "../scene.ts";

/** One fact about one operation, true for every client that has the operation. */
export type Check = {
  operation: OperationName;
  fact: string;
  /** The first and the last major that can say what the fact is about. */
  since?: number;
  until?: number;
  run(scene: Scene): Promise<void>;
};

export function isFor(client: OfficialClient, { operation, since = 0, until = Infinity }: Check): boolean {
  return client.has(operation) && client.major >= since && client.major <= until;
}
