import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { startAnotherProcess } from "../../test/another-process.ts";
import { startTestApp, useOwnDatabase } from "../../test/app.ts";
import { openBrowser } from "../../test/browser.ts";
import { authorizeUrl, CALLBACK, makeApp, signedInBrowser } from "../../test/oauth.ts";

useOwnDatabase();

const SCRIPT = "document.title = 'Foyer';";
const file = {
  type: "text/javascript; charset=utf-8",
  gzipped: gzipSync(SCRIPT),
  brotli: brotliCompressSync(SCRIPT),
};
const web = { page: "<!doctype html><head></head>", files: new Map([["/assets/inbox.js", file]]) };

test("every page is framed by nobody, taken for nothing else, and runs no script but Foyer's own", async () => {
  const app = await startTestApp("sqlite");
  await using foyer = await startAnotherProcess(app, { web });
  const { cookies } = await signedInBrowser(app);
  const visitor = openBrowser(foyer.http);
  for (const [name, value] of cookies) visitor.cookies.set(name, value);
  const { client_id } = await makeApp(app);
  const pages = [
    "/foyer/sign-in",
    "/foyer/sign-in?code=old",
    "/foyer/docs",
    "/inbox",
    authorizeUrl({ client_id, redirect_uri: CALLBACK }),
    authorizeUrl({ client_id: "nobody", redirect_uri: CALLBACK }),
  ];
  for (const url of pages) {
    const { headers } = await visitor.visit(url);
    expect(headers, url).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
    });
    const policy = String(headers["content-security-policy"]).split("; ");
    expect(policy, url).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^default-src '(none|self)'$/),
        expect.stringMatching(/^form-action 'self'/),
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    );
    const scripts = policy.find((rule) => rule.startsWith("script-src")) ?? "script-src 'self'";
    expect(scripts, url).toBe("script-src 'self'");
  }
  for (const url of ["/assets/inbox.js", "/foyer/docs/start.js", "/foyer/docs/swagger-ui.css"])
    expect((await visitor.visit(url)).headers["x-content-type-options"], url).toBe("nosniff");
});

const asIs = (bytes: Buffer): Buffer => bytes;

test.each([
  ["br and gzip", "gzip, deflate, br;q=0.9", "br", brotliDecompressSync],
  ["gzip alone", "deflate, gzip", "gzip", gunzipSync],
  ["not br", "br;q=0, gzip;q=0.5", "gzip", gunzipSync],
  ["nothing", "identity", undefined, asIs],
])(
  "files are sent as they were built, for ever, to whoever accepts %s",
  async (_name, accepted, encoding, open) => {
    const app = await startTestApp("sqlite");
    await using foyer = await startAnotherProcess(app, { web });
    const answer = await foyer.http.inject({
      url: "/assets/inbox.js",
      headers: { "accept-encoding": accepted },
    });
    expect(answer.headers).toMatchObject({
      vary: "accept-encoding",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(open(answer.rawPayload).toString()).toBe(SCRIPT);
  },
);
