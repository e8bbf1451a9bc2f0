import { expect } from "vitest";
import type { Foyer } from "../support/foyer.ts";

/** What a test does behind the back of the page it looks at: another program, by the administrator's own token. */
export function createDesk(foyer: Pick<Foyer, "baseUrl" | "token">) {
  let people = 0;

  /** The data of an answer. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  async function api(method: string, path: string, body?: object): Promise<any> {
    const response = await fetch(`${foyer.baseUrl}${path}`, {
      method,
      headers: { "x-api-token": foyer.token, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { data: unknown };
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer.data;
  }

  async function addPerson(): Promise<number> {
    return (await api("POST", "/api/v2/persons", { name: `Person ${++people}` })).id;
  }

  return {
    api,
    /** Until what is asked for there is stored so: a page may show a change before it is. */
    untilStored: (path: string, wanted: object): Promise<void> =>
      expect.poll(() => api("GET", path), { message: path }).toMatchObject(wanted),
    async addLead(title: string, more: object = {}): Promise<{ id: string; person_id: number }> {
      return api("POST", "/v1/leads", { title, person_id: await addPerson(), ...more });
    },
    /** Leads of one person: the last of them is the newest, the others come in no order. */
    async addLeads(titles: readonly string[]): Promise<void> {
      const person_id = await addPerson();
      const add = (title: string) => api("POST", "/v1/leads", { title, person_id });
      await Promise.all(titles.slice(0, -1).map(add));
      for (const title of titles.slice(-1)) await add(title);
    },
  };
}
export type Desk = ReturnType<typeof createDesk>;
