/** One task by one client: its job is the only argument, its figures are what it prints. */

import { readFileSync } from "node:fs";

export type Contender = "createClient" | "LeadsApi" | "official";
export type Task = "import" | "read" | "export";
/** What a task took. Megabytes are those beyond what the process held before the client was loaded. */
export type Run = { ms: number; cpuMs: number; megabytes: number; perSecond?: number };

type Job = {
  contender: Contender;
  task: Task;
  port: number;
  token: string;
  /** How many leads there are, archived ones too, and ids of some of them. */
  leads: number;
  ids: string[];
  seconds: number;
};

/** What a client is asked for here. */
type Client = { read(id: string): Promise<unknown>; exportAll(): Promise<number> };

const CONNECTIONS = 32;
/** The most that a page may hold. */
const PAGE = 500;

type Page = { data?: unknown[]; additional_data?: { pagination?: { more_items_in_collection?: boolean } } };

/** Both older surfaces leave walking the pages to the caller. */
async function walk(ask: (start: number) => Promise<Page>): Promise<number> {
  let count = 0;
  for (let start = 0; ; start += PAGE) {
    const { data = [], additional_data } = await ask(start);
    count += data.length;
    if (!additional_data?.pagination?.more_items_in_collection) return count;
  }
}

const load: Record<Contender, (address: string, token: string) => Promise<Client>> = {
  async createClient(baseUrl, token) {
    const { createClient } = await import("@leadfoyer/client");
    const { leads } = createClient({ baseUrl, token });
    return {
      read: (id) => leads.get(id),
      async exportAll() {
        let count = 0;
        for (const list of [leads.list(), leads.listArchived()])
          for await (const lead of list) if (lead.id) count += 1;
        return count;
      },
    };
  },
  async LeadsApi(address, token) {
    const { ApiClient, LeadsApi } = await import("@leadfoyer/client");
    const apiClient = new ApiClient();
    apiClient.basePath = `${address}/v1`;
    apiClient.authentications.api_key.apiKey = token;
    const api = new LeadsApi(apiClient);
    return {
      read: (id) => api.getLead(id),
      exportAll: async () =>
        (await walk((start) => api.getLeads({ start, limit: PAGE }))) +
        (await walk((start) => api.getArchivedLeads({ start, limit: PAGE }))),
    };
  },
  async official(address, token) {
    const { Configuration, LeadsApi } = await import("pd33/v1");
    const api = new LeadsApi(new Configuration({ apiKey: token, basePath: `${address}/v1` }));
    return {
      read: (id) => api.getLead({ id }),
      exportAll: async () =>
        (await walk((start) => api.getLeads({ start, limit: PAGE }) as Promise<Page>)) +
        (await walk((start) => api.getArchivedLeads({ start, limit: PAGE }) as Promise<Page>)),
    };
  },
};

async function readFor(client: Client, ids: string[], seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  let count = 0;
  const keepReading = async (): Promise<void> => {
    while (performance.now() < end) {
      await client.read(ids[count % ids.length] ?? "");
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, keepReading));
  return count;
}

/** The most that this process ever held, in bytes. What `resourceUsage` says may be its parent's. */
const mostBytes = (): number =>
  Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1]) * 1_024;

const job: Job = JSON.parse(process.argv[2] ?? "");
const before = process.memoryUsage().rss;
const begin = performance.now();
const client = await load[job.contender](`http://127.0.0.1:${job.port}`, job.token);
const imported = performance.now();
let perSecond: number | undefined;
if (job.task === "read") perSecond = (await readFor(client, job.ids, job.seconds)) / job.seconds;
if (job.task === "export") {
  const count = await client.exportAll();
  if (count !== job.leads) throw new Error(`${count} of ${job.leads} leads were exported`);
}
const spent = process.cpuUsage();
const cpuMs = (spent.user + spent.system) / 1_000;
const ms = job.task === "import" ? imported - begin : performance.now() - imported;
const megabytes = (mostBytes() - before) / 1e6;
process.stdout.write(JSON.stringify({ ms, cpuMs, megabytes, ...(perSecond !== undefined && { perSecond }) }));
process.exit(0); // without waiting for connections kept alive
