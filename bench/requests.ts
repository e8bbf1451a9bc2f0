import { createRandom } from "./stats.ts";

/** A request as it goes over the wire: built once, sent many times. */
export type WireRequest = string;

export const TOKEN = "0123456789abcdef0123456789abcdef01234567";

/** Bodies of creates that differ, before they repeat. */
const BODIES = 5_000;
const WORDS =
  "solar roof heat pump audit fleet renewal pilot training licence dashboard office move catering printer".split(
    " ",
  );

const HEADERS = `host: localhost\r\naccept: application/json\r\nx-api-token: ${TOKEN}\r\n`;

const get = (path: string): WireRequest => `GET ${path} HTTP/1.1\r\n${HEADERS}\r\n`;

function post(path: string, input: object): WireRequest {
  const body = JSON.stringify(input); // ASCII, so characters are bytes
  return `POST ${path} HTTP/1.1\r\n${HEADERS}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

export const reads = (ids: readonly string[]): WireRequest[] => ids.map((id) => get(`/v1/leads/${id}`));

export const duplicates = (ids: readonly string[]): WireRequest[] =>
  ids.map((id) => get(`/foyer/leads/${id}/duplicates`));

export const searches = (terms: readonly string[], limit: number): WireRequest[] =>
  terms.map((term) => get(`/v1/leads/search?term=${encodeURIComponent(term)}&limit=${limit}`));

const page = (start: number): WireRequest =>
  get(start === 0 ? "/v1/leads?limit=100" : `/v1/leads?start=${start}&limit=100`);

/** A client that walks a list from its beginning. */
export const walk = (pages: number): WireRequest[] =>
  Array.from({ length: pages }, (_, index) => page(index * 100));

/** Pages anywhere in a list of `leads`: nobody has walked there. */
export function jumps(leads: number, count: number): WireRequest[] {
  const random = createRandom(3);
  return Array.from({ length: count }, () => page(Math.floor(random() * leads * 0.85)));
}

/** Creates as an integration sends them: a person, a label, a value. */
export function creates({ people, labels }: { people: number[]; labels: string[] }): WireRequest[] {
  const random = createRandom(5);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T; // never empty
  return Array.from({ length: BODIES }, (_, index) =>
    post("/v1/leads", {
      title: `${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)} ${index}`,
      person_id: pick(people),
      label_ids: [pick(labels)],
      value: { amount: Math.floor(random() * 100_000), currency: "EUR" },
    }),
  );
}
