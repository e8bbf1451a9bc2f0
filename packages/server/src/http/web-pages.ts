import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { PAGE_HEADERS } from "./page.ts";
import { open } from "./route-config.ts";
import type { WebFile, WebFiles } from "./web-files.ts";

/** The addresses of the inbox's pages: each shows itself, whichever one is opened. */
const PAGES = ["/inbox", "/archive", "/settings", "/settings/:section"];

/** Names of built files change with what is in them. */
const FOREVER = "public, max-age=31536000, immutable";

/** Scripts of our own alone; styles of our own, and those the page's scripts add under this answer's nonce. */
const policyOf = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");

type Options = { web: WebFiles; isSignedIn: (request: FastifyRequest) => Promise<boolean> };

/** The inbox in a browser. Whoever is not signed in is asked to, and comes back. */
export function serveWeb(app: FastifyInstance, { web, isSignedIn }: Options): void {
  for (const path of PAGES) {
    app.get(path, open, async (request, reply) => {
      if (!(await isSignedIn(request)))
        return reply.redirect(`/foyer/sign-in?next=${encodeURIComponent(request.url)}`);
      const nonce = randomBytes(16).toString("base64url");
      return reply
        .headers(PAGE_HEADERS)
        .header("cache-control", "no-store")
        .header("content-security-policy", policyOf(nonce))
        .send(web.page.replace("</head>", `<meta name="nonce" content="${nonce}">\n</head>`));
    });
  }
  for (const [path, file] of web.files)
    app.get(path, open, (request, reply) => sendFile(request, reply, path, file));
}

function sendFile(request: FastifyRequest, reply: FastifyReply, path: string, file: WebFile): FastifyReply {
  reply
    .type(file.type)
    .header("vary", "accept-encoding")
    .header("x-content-type-options", "nosniff")
    .header("cache-control", path.startsWith("/assets/") ? FOREVER : "public, max-age=3600");
  const accepted = request.headers["accept-encoding"] ?? "";
  if (accepts(accepted, "br")) return reply.header("content-encoding", "br").send(file.brotli);
  if (accepts(accepted, "gzip")) return reply.header("content-encoding", "gzip").send(file.gzipped);
  return reply.send(gunzipSync(file.gzipped));
}

/** Whether an encoding is named, and not with a weight of nothing. */
const accepts = (accepted: string, encoding: string): boolean =>
  accepted.split(",").some((one) => {
    const [name = "", weight = ""] = one.split(";");
    return name.trim() === encoding && !/^\s*q=0(\.0*)?\s*$/.test(weight);
  });
