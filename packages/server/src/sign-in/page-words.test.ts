import { expect, test } from "vitest";
import { startTestApp } from "../../test/app.ts";
import { openBrowser } from "../../test/browser.ts";
import { authorizeUrl, CALLBACK, makeApp, signedInBrowser } from "../../test/oauth.ts";

const german = { "accept-language": "de-AT,en;q=0.8" };

test("the server's own pages speak the language the browser likes best, English where it is none of theirs", async () => {
  const app = await startTestApp("sqlite");
  const visitor = openBrowser(app.services.http);
  const titleIn = async (accepted?: string): Promise<string | undefined> => {
    const headers: Record<string, string> = accepted === undefined ? {} : { "accept-language": accepted };
    const { text } = await visitor.visit("/foyer/sign-in", { headers });
    return /<html lang="(\w+)">.*<h1>([^<]*)</s.exec(text)?.slice(1).join(": ");
  };
  const [inGerman, inEnglish] = ["de: Bei Foyer anmelden", "en: Sign in to Foyer"];
  expect(await titleIn("de-AT,en;q=0.8")).toBe(inGerman);
  expect(await titleIn("fr, de;q=0.5")).toBe(inGerman);
  expect(await titleIn("en;q=0.4, DE;q=0.5")).toBe(inGerman);
  expect(await titleIn("en-GB,de;q=0.9")).toBe(inEnglish);
  expect(await titleIn("de;q=0, fr")).toBe(inEnglish);
  expect(await titleIn("constructor, ;;q=x,,")).toBe(inEnglish);
  expect(await titleIn()).toBe(inEnglish);
});

test("a page that is none is told to readers in their language, and to programs as JSON", async () => {
  const app = await startTestApp("sqlite");
  const { visit } = await signedInBrowser(app);
  const headers = { ...german, accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
  const page = await visit("/nonsense", { headers });
  expect(page).toMatchObject({ status: 404, text: expect.stringContaining("Diese Seite gibt es nicht") });
  const told = await visit("/nonsense");
  expect(told.status).toBe(404);
  expect(JSON.parse(told.text)).toMatchObject({ success: false });
  expect((await visit("/v1/nonsense", { headers })).text).not.toContain("<html");
});

test("what is wrong is said in German too: sign-in, links, apps", async () => {
  const app = await startTestApp("sqlite");
  const stranger = openBrowser(app.services.http);
  const refused = await stranger.send("/foyer/sign-in", { email: "a@b.test", password: "x" }, german);
  expect(refused.text).toContain("E-Mail-Adresse oder Passwort ist falsch.");
  const old = await stranger.visit("/foyer/sign-in?code=old", { headers: german });
  expect(old.text).toContain("Dieser Anmeldelink wurde benutzt");
  const { visit } = await signedInBrowser(app);
  const { client_id } = await makeApp(app);
  const asked = await visit(authorizeUrl({ client_id, redirect_uri: CALLBACK }), { headers: german });
  expect(asked.text).toContain("zulassen?</h1>");
  expect(asked.text).toContain("Leads, ihre Labels und Quellen sehen");
  const foreign = authorizeUrl({ client_id, redirect_uri: "https://elsewhere.test" });
  expect((await visit(foreign, { headers: german })).text).toContain("Die redirect_uri gehört nicht");
  const forged = await stranger.send(authorizeUrl({ client_id, redirect_uri: CALLBACK }), {}, german);
  expect(forged.text).toContain('<html lang="de">');
});
