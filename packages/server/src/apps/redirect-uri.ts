/** A scheme of an app on a device, as RFC 8252 has it: a domain name turned round, so that no two apps meet. */
const PRIVATE_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/;

/** This very machine: `localhost` and names below it (RFC 6761), and the addresses of RFC 8252, 7.3, as URLs spell them. */
const LOOPBACK = /^(?:(?:[^.]+\.)*localhost|127(?:\.\d+){3}|\[::1\])$/;

/** What is wrong with an address to send codes to, by OAuth 2.1 (2.3.1) and RFC 8252; undefined when nothing is. */
export function redirectUriFault(text: string): string | undefined {
  if (!URL.canParse(text) || /[\s\\"'<>]/.test(text)) return "is not a valid URI";
  const { protocol, hostname, hash, username, password } = new URL(text);
  if (hash !== "" || text.includes("#")) return "must not have a fragment";
  if (username !== "" || password !== "") return "must not hold credentials";
  if (protocol === "http:")
    return LOOPBACK.test(hostname) ? undefined : "must begin with https://: http:// is for localhost alone";
  if (protocol === "https:" || PRIVATE_SCHEME.test(protocol)) return undefined;
  return "must begin with https:// or an app's own scheme such as com.example.app:";
}
