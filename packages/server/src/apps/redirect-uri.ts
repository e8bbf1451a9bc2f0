/** A scheme of an app on a device, as RFC 8252 has it: a domain name turned round, so that no two apps meet. */
const PRIVATE_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/;

/** What is wrong with an address to send codes to; undefined when nothing is. */
export function redirectUriFault(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\"'<>]/.test(text)) return "is not a valid URI";
  const { protocol, hash, username, password } = new URL(text);
  if (hash !== "" || text.includes("#")) return "must not have a fragment";
  if (username !== "" || password !== "") return "must not hold credentials";
  if (protocol === "https:" || protocol === "http:" || PRIVATE_SCHEME.test(protocol)) return undefined;
  return "must begin with https://, http:// or an app's own scheme such as com.example.app:";
}
