const HERE = "http://here.invalid";

/**
 * A path within this server, to go on to; `/` in place of anything else, so that nobody can have us send a visitor
 * to another site.
 */
export function localPath(text: unknown): string {
  if (typeof text !== "string" || !text.startsWith("/") || !URL.canParse(text, HERE)) return "/";
  const { origin, pathname, search } = new URL(text, HERE);
  // `/x/..//evil.test` comes out as `//evil.test`, which a browser would take for another host.
  return origin === HERE && !pathname.startsWith("//") ? pathname + search : "/";
}
