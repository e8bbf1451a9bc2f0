import type { Foyer } from "./foyer.ts";

/** A program that fills in Foyer's pages as a person would: they are plain forms. */
export async function signInByForm({ baseUrl, adminEmail, adminPassword }: Foyer) {
  const form = new URLSearchParams({ email: adminEmail, password: adminPassword });
  const answer = await fetch(`${baseUrl}/foyer/sign-in`, { method: "POST", body: form, redirect: "manual" });
  const cookie = answer.headers.get("set-cookie")?.split(";", 1)[0];
  if (!cookie) throw new Error(`Signing in answered ${answer.status}`);

  /** Allows the app whose authorization URL this is, and answers where that leads. */
  async function allow(authorizationUrl: string): Promise<URL> {
    const page = await (await fetch(authorizationUrl, { headers: { cookie } })).text();
    const fields =
      page.split("</form>", 1)[0]?.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g) ?? [];
    const body = new URLSearchParams({ decision: "allow" });
    for (const [, name = "", value = ""] of fields) body.set(name, value.replaceAll("&amp;", "&"));
    const target = new URL("/oauth/authorize", authorizationUrl);
    const sent = await fetch(target, { method: "POST", body, headers: { cookie }, redirect: "manual" });
    const location = sent.headers.get("location");
    if (!location) throw new Error(`The consent form answered ${sent.status}: ${await sent.text()}`);
    return new URL(location);
  }

  return { allow };
}
