import { loadAxiosClient } from "./axios-client.ts";
import type { OfficialClient } from "./official-client.ts";
import { loadSuperagentClient } from "./superagent-client.ts";

const SUPERAGENT_ALIASES = ["pd12", "pd13", "pd16", "pd19", "pd22"];
const AXIOS_ALIASES = ["pd24", "pd26", "pd28", "pd30", "pd33"];

/** Pipedrive's own npm client, from the first major with leads to the newest; see the aliases in package.json. */
export function loadClients(): OfficialClient[] {
  return [...SUPERAGENT_ALIASES.map(loadSuperagentClient), ...AXIOS_ALIASES.map(loadAxiosClient)];
}
