import { scryptSync } from "node:crypto";
import type { FastifyInstance } from "fastify";

export const PASSWORD = "correct horse battery";

/** What is stored of a password when it need not be hard to guess: its cost is part of it. */
export function cheapHash(password: string): string {
  const key = scryptSync(password, "salt", 32, { N: 2, r: 1, p: 1 });
  return ["scrypt", 2, 1, 1, Buffer.from("salt").toString("base64url"), key.toString("base64url")].join("$");
}

export type Reply = {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  location: string | undefined;
};

type Visit = {
  method?: string;
  form?: Record<string, string>;
  json?: unknown;
  headers?: Record<string, string>;
};

/** Visits pages as a browser does: keeps cookies, says where its forms come from, follows nothing by itself. */
export function openBrowser(http: FastifyInstance, { address = "198.51.100.1" } = {}) {
  const cookies = new Map<string, string>();

  async function visit(url: string, { method = "GET", form, json, headers }: Visit = {}): Promise<Reply> {
    const payload = form ? new URLSearchParams(form).toString() : JSON.stringify(json);
    const type = form ? "application/x-www-form-urlencoded" : "application/json";
    const answer = await http.inject({
      method: method as "GET",
      url,
      remoteAddress: address,
      headers: {
        host: "foyer.test",
        ...(cookies.size > 0 && { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") }),
        ...(method !== "GET" && { origin: "http://foyer.test" }),
        ...(payload !== undefined && { "content-type": type }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
    });
    for (const cookie of [answer.headers["set-cookie"] ?? []].flat()) keep(cookie);
    const { location } = answer.headers;
    return { status: answer.statusCode, headers: answer.headers, text: answer.payload, location };
  }

  function keep(cookie: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === "") cookies.delete(name);
    else cookies.set(name, value);
  }

  return {
    cookies,
    visit,
    send: (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      visit(url, { method: "POST", form, headers }),
    signIn: (email: string, password = PASSWORD, next = "") =>
      visit("/foyer/sign-in", { method: "POST", form: { email, password, next } }),
  };
}
export type Browser = ReturnType<typeof openBrowser>;
