import { isIP, type LookupFunction } from "node:net";
import { DomainError } from "../lib/domain-error.ts";
import { publicLookup, requirePublicLiteral } from "./post.ts";

/** Pipedrive's own words. */
const REFUSED = '"subscription_url" invalid or non-reachable URL';

/**
 * Whether a URL may receive webhooks. It is not called: an address that answers today may not tomorrow, and a probe
 * nobody expects is a delivery nobody asked for. Deliveries to it are checked anew each time.
 * @throws DomainError `invalid`
 */
export async function requireReceiver(
  text: string,
  {
    allowPrivate,
    host,
    lookup = publicLookup,
  }: { allowPrivate: boolean; host: string; lookup?: LookupFunction },
): Promise<void> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || isApi(url, host)) throw refused();
  if (!allowPrivate) await requirePublic(url, lookup);
}

/** The API itself cannot receive: a webhook would set off another, for ever. */
function isApi({ hostname, host, pathname }: URL, own: string): boolean {
  const isOurs = host === own || /(^|\.)pipedrive\.com$/.test(hostname);
  return isOurs && /^\/(api|v1)(\/|$)/.test(pathname);
}

async function requirePublic(url: URL, lookup: LookupFunction): Promise<void> {
  try {
    requirePublicLiteral(url);
    if (!isIP(url.hostname.replace(/^\[(.*)\]$/, "$1"))) await resolves(url.hostname, lookup);
  } catch (cause) {
    throw refused(cause);
  }
}

const resolves = (host: string, lookup: LookupFunction): Promise<void> =>
  new Promise((resolve, reject) =>
    lookup(host, { all: true }, (error) => (error ? reject(error) : resolve())),
  );

const refused = (cause?: unknown): DomainError => new DomainError("invalid", { info: REFUSED, cause });
