import { loadAxiosClient } from "./axios-client.ts";
import type { OfficialClient } from "./official-client.ts";
import { loadSuperagentClient } from "./superagent-client.ts";

export type Generation = { generation: string; clients: OfficialClient[] };

/** Pipedrive's own npm client, from the first major with leads to the newest; see the aliases in package.json. */
export function loadGenerations(): Generation[] {
  return [
    {
      generation: "superagent",
      clients: ["pd12", "pd13", "pd16", "pd19", "pd22"].map(loadSuperagentClient),
    },
    { generation: "axios", clients: ["pd24", "pd26", "pd28", "pd30", "pd33"].map(loadAxiosClient) },
  ];
}
