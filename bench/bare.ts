import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerJobs } from "./child.ts";

/** The bodies to answer with: Foyer's own. */
export type BareJob = { lead: string; page: string };
export type BareAnswer = { port: number };

/** The least Node's own HTTP server does for the same bytes: two headers, and a body that lies ready in memory. */
function listen({ lead, page }: BareJob): Promise<BareAnswer> {
  const pageBytes = Buffer.from(page);
  const headersOf = (length: number) => ({
    "content-type": "application/json; charset=utf-8",
    "content-length": length,
  });
  const leadHeaders = headersOf(Buffer.byteLength(lead));
  const pageHeaders = headersOf(pageBytes.length);
  const server = createServer((request, response) => {
    const isLead = request.url?.startsWith("/v1/leads/");
    response.writeHead(200, isLead ? leadHeaders : pageHeaders).end(isLead ? lead : pageBytes);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ port: (server.address() as AddressInfo).port }));
  });
}

answerJobs<BareJob, BareAnswer>(listen);
