import type { FastifyReply, FastifyRequest } from "fastify";

const COOKIE = "foyer_session";

/** The session cookie's value, if any. */
export function sessionOf(request: FastifyRequest): string | undefined {
  const cookies = request.headers.cookie?.split(";") ?? [];
  const found = cookies.map((cookie) => cookie.trim()).find((cookie) => cookie.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) || undefined;
}

/** Has the browser keep a session for so many milliseconds; an empty session ends it. */
export function setSession(
  reply: FastifyReply,
  session: string,
  { maxAgeMs = 0, secure }: { maxAgeMs?: number; secure: boolean },
): void {
  const age = Math.floor(maxAgeMs / 1_000);
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? "; Secure" : ""}`;
  reply.header("set-cookie", `${COOKIE}=${session}; ${flags}`);
}
