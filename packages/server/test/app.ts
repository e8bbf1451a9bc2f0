import { randomBytes } from "node:crypto";
import type {
  Activity,
  ActivityInput,
  Deal,
  DealCreate,
  Lead,
  LeadCreate,
  LeadLabel,
  LeadLabelCreate,
  Note,
  NoteCreate,
  Scope,
} from "@leadfoyer/contract";
import { pino } from "pino";
import { expect } from "vitest";
import { type App, createApp } from "../src/app.ts";
import { WRITER } from "../src/commands/writer-entry.ts";
import type { Actor } from "../src/lib/actor.ts";
import { newApiToken } from "../src/lib/secrets.ts";
import { openStorage, type Storage } from "../src/storage/open.ts";
import type { Engine } from "../src/storage/prepared.ts";
import { endWithFile } from "./belongings.ts";
import { checkContract } from "./check-contract.ts";
import { createPlanGuard } from "./plan-guard.ts";
import { checkShown } from "./shown-guard.ts";
import { createTestDatabase } from "./storage.ts";

type Running = App & {
  storage: Storage;
  databaseUrl: string;
  /** Fails where a query that was asked walks a large table, or where search keeps what is not so. */
  checkPlans: () => void;
  close: () => Promise<void>;
};

/** One database and application for all test files of a worker, and engine; every test has a company of its own in it. */
let running = new Map<Engine, Promise<Running>>();

/** For a test file that looks at all of its database, or lets other processes and times work on it: one of its own. */
export function useOwnDatabase(): void {
  const everybodys = running;
  const own = new Map<Engine, Promise<Running>>();
  running = own;
  endWithFile(async () => {
    running = everybodys;
    for (const app of own.values()) await (await app).close();
  });
}

const asking = new Set<Running>();

/** The application of an engine, held against the plans of its queries when the test file ends. */
async function runningApp(engine: Engine): Promise<Running> {
  const pending = running.get(engine) ?? startRunning(engine);
  running.set(engine, pending);
  const app = await pending;
  if (!asking.has(app)) {
    asking.add(app);
    endWithFile(async () => {
      asking.delete(app);
      app.checkPlans();
    });
  }
  return app;
}

async function startRunning(engine: Engine): Promise<Running> {
  const database = await createTestDatabase(engine);
  const storage = await openStorage({ url: database.url, clock: Date.now, writer: WRITER });
  const guard = createPlanGuard();
  const app = createApp({
    storage: engine === "sqlite" ? { ...storage, db: guard.listen(storage.db) } : storage,
    clock: Date.now,
    logger: pino({ level: process.env.FOYER_TEST_LOG ?? "fatal" }),
    webhooksToPrivate: true,
    publicUrl: () => "https://foyer.example",
  });
  await app.http.ready();
  const checkPlans = () => {
    if (engine === "postgres") return;
    const file = database.url.slice("sqlite:".length);
    guard.check(file);
    checkShown(file);
  };
  const close = async () => {
    await app.http.close();
    await storage.close();
    await database.drop();
  };
  return { ...app, storage, databaseUrl: database.url, checkPlans, close };
}

export type Answer = {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body by asserting it
  body: any;
  text: string;
  headers: Record<string, unknown>;
};

type Send = {
  body?: unknown;
  token?: string | null;
  headers?: Record<string, string>;
  raw?: string | Buffer;
};

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

/** A fresh company on a running application, and shorthand for talking to it as its administrator. */
export async function startTestApp(engine: Engine) {
  const app = await runningApp(engine);
  const domain = `acme-${randomBytes(6).toString("hex")}`;
  const token = newApiToken();
  const admin = { name: "Ann Owner", email: `ann@${domain}.test`, password_hash: null };
  const actor = await app.companies.found({ domain, name: "Acme", admin, token });

  async function request(method: string, url: string, send: Send = {}): Promise<Answer> {
    const { statusCode, headers, payload } = await app.http.inject({
      method: method as "GET",
      url,
      headers: {
        ...(send.token === null ? {} : { "x-api-token": send.token ?? token }),
        ...(send.body === undefined ? {} : { "content-type": "application/json" }),
        ...send.headers,
      },
      ...(send.raw !== undefined && { payload: send.raw }),
      ...(send.body !== undefined && { payload: JSON.stringify(send.body) }),
    });
    if (!String(headers["content-type"]).startsWith("application/json"))
      return { status: statusCode, body: undefined, text: payload, headers };
    const body = JSON.parse(payload);
    checkContract(method, url, statusCode, body);
    return { status: statusCode, body, text: payload, headers };
  }

  /** The data of an answer that must succeed. */
  async function data(method: string, url: string, body?: unknown) {
    const answer = await request(method, url, body === undefined ? {} : { body });
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body.data;
  }

  const scoped = async (...scopes: Scope[]): Promise<string> =>
    (await app.tokens.create(actor, { user_id: actor.user_id, name: "scoped", scopes })).secret;

  /** A user who is no administrator, and a token of theirs. */
  async function colleague(name = "Bob Regular", role_id = 1): Promise<{ id: number; token: string }> {
    const email = `${randomBytes(4).toString("hex")}@${domain}.test`;
    const id = await app.users.add(actor, { name, email, is_admin: false, password_hash: null, role_id });
    const { secret } = await app.tokens.create(actor, { user_id: id, name, scopes: null });
    return { id, token: secret };
  }

  return {
    actor: actor as Actor,
    domain,
    token,
    storage: app.storage,
    databaseUrl: app.databaseUrl,
    services: app as App,
    request,
    data,
    /** A token that has these scopes alone. */
    scoped,
    colleague,
    add: fixtures(data),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: each fixture names the type of its own answer
function fixtures(data: (method: string, url: string, body?: unknown) => Promise<any>) {
  const person = async (body: object = {}): Promise<{ id: number }> =>
    data("POST", "/api/v2/persons", { name: "Ann Example", ...body });
  const lead = async (body: Partial<LeadCreate> = {}): Promise<Lead> => {
    const linked = body.person_id || body.organization_id;
    const contact = linked ? {} : { person_id: (await person()).id };
    return data("POST", "/v1/leads", { title: "Blue door order", ...contact, ...body });
  };
  return {
    person,
    organization: async (body: object = {}): Promise<{ id: number }> =>
      data("POST", "/api/v2/organizations", { name: "Example Ltd", ...body }),
    label: async (body: Partial<LeadLabelCreate> = {}): Promise<LeadLabel> =>
      data("POST", "/v1/leadLabels", { name: "VIP", color: "purple", ...body }),
    deal: async (body: Partial<DealCreate> = {}): Promise<Deal> =>
      data("POST", "/api/v2/deals", { title: "Blue door", ...body }),
    /** A lead; with a person made for it unless it has a contact. */
    lead,
    /** An activity; of a lead made for it unless it says which, or none. */
    activity: async (body: Partial<ActivityInput> = {}): Promise<Activity> => {
      const place = "lead_id" in body ? {} : { lead_id: (await lead()).id };
      return data("POST", "/api/v2/activities", { ...place, ...body });
    },
    /** A note; on a lead made for it unless it hangs on something. */
    note: async (body: Partial<NoteCreate> = {}): Promise<Note> => {
      const hangs = body.lead_id || body.person_id || body.org_id;
      const place = hangs ? {} : { lead_id: (await lead()).id };
      return data("POST", "/v1/notes", { content: "<p>Call back</p>", ...place, ...body });
    },
  };
}
