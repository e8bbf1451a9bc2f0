import { parseArgs } from "node:util";
import { parseProxies, type TrustProxy } from "./lib/proxies.ts";
import { type Plan, plans } from "./limits/plans.ts";

/** How `foyer serve` runs. */
export type Config = {
  database: string;
  host: string;
  port: number;
  publicUrl: string | undefined;
  /** Whose word is taken for where requests come from. */
  trustProxy: TrustProxy | undefined;
  company: { domain: string; name: string };
  admin: { email: string | undefined; password: string | undefined; token: string | undefined };
  /** The plan of Pipedrive's whose limits are imitated. */
  rateLimit: Plan | undefined;
  log: LogLevel;
  demo: boolean;
  /** Whether webhooks may go to addresses that are not public. */
  webhooksToPrivate: boolean;
};

const LOG_LEVELS = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** Each setting: its environment variable, its flag where it has one, and its default. */
const settings = {
  database: { env: "FOYER_DATABASE_URL", flag: "database", fallback: "sqlite:./foyer-data/foyer.db" },
  host: { env: "FOYER_HOST", flag: "host", fallback: "127.0.0.1" },
  port: { env: "FOYER_PORT", flag: "port", fallback: "8080" },
  publicUrl: { env: "FOYER_PUBLIC_URL", flag: "public-url", fallback: "" },
  trustProxy: { env: "FOYER_TRUST_PROXY", flag: "trust-proxy", fallback: "0" },
  domain: { env: "FOYER_COMPANY_DOMAIN", flag: undefined, fallback: "foyer" },
  name: { env: "FOYER_COMPANY_NAME", flag: undefined, fallback: "My company" },
  email: { env: "FOYER_ADMIN_EMAIL", flag: undefined, fallback: "" },
  password: { env: "FOYER_ADMIN_PASSWORD", flag: undefined, fallback: "" },
  token: { env: "FOYER_API_TOKEN", flag: undefined, fallback: "" },
  rateLimit: { env: "FOYER_RATE_LIMIT", flag: "rate-limit", fallback: "off" },
  webhooksToPrivate: { env: "FOYER_WEBHOOK_ALLOW_PRIVATE", flag: undefined, fallback: "" },
  log: { env: "FOYER_LOG", flag: "log", fallback: "info" },
} as const;
type Setting = keyof typeof settings;

/** What is wrong with the settings, every mistake in a line of its own. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads flags, then environment, then defaults.
 * @throws ConfigError that lists every mistake.
 */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv): Config {
  const flags = readFlags(args);
  const { read, check, refuse } = createReader(flags.given, env);

  const config: Config = {
    database: check(
      "database",
      isDatabase,
      "give sqlite:path/to/file.db or postgres://user:password@host/name",
    ),
    host: check("host", (value) => value.trim() !== "", "give a host name or address"),
    port: Number(check("port", isPort, "give a port from 0 to 65535 (0 picks a free one)")),
    publicUrl: originOf(check("publicUrl", isPublicUrl, PUBLIC_URL_RULE)),
    trustProxy: parseProxies(
      check(
        "trustProxy",
        isProxies,
        "give 1 for one proxy in your network, or the addresses of your proxies",
      ),
    ),
    company: {
      domain: check("domain", isDomain, "use lower-case letters, digits and hyphens"),
      name: read("name"),
    },
    admin: {
      email: check("email", (value) => value === "" || isEmail(value), "give an e-mail address") || undefined,
      password:
        check("password", (value) => value === "" || value.length >= 8, "use 8 characters or more") ||
        undefined,
      token: check("token", isToken, "use 20 to 200 of the characters A-Z a-z 0-9 _ -") || undefined,
    },
    rateLimit: planOf(check("rateLimit", isRateLimit, `give off, or one of ${rateLimits.join(", ")}`)),
    log: check("log", isLogLevel, `use one of ${LOG_LEVELS.join(", ")}`) as LogLevel,
    webhooksToPrivate: isTrue(
      check("webhooksToPrivate", isFlag, "give 1 or 0") || (isLoopback(read("host")) ? "1" : "0"),
    ),
    demo: flags.demo || isTrue(env.FOYER_DEMO),
  };
  refuse();
  return config;
}

type Flags = Record<string, string | undefined>;

/** Reads one setting after the other; `refuse` throws for all that were wrong. */
function createReader(flags: Flags, env: NodeJS.ProcessEnv) {
  const mistakes: string[] = [];
  const read = (setting: Setting): string => {
    const { env: variable, flag, fallback } = settings[setting];
    return (flag && flags[flag]) || env[variable] || fallback;
  };
  return {
    read,
    check(setting: Setting, holds: (value: string) => boolean, rule: string): string {
      const value = read(setting);
      if (!holds(value)) mistakes.push(`${settings[setting].env} is "${value}": ${rule}`);
      return value;
    },
    refuse(): void {
      if (mistakes.length > 0) throw new ConfigError(mistakes.join("\n"));
    },
  };
}

/** The flags that say where Foyer is reached, of a command that prints links to it. */
export const addressOptions = {
  host: { type: "string" },
  port: { type: "string" },
  "public-url": { type: "string" },
} as const;

/**
 * Where Foyer is reached, as far as its settings tell.
 * @throws ConfigError where they are wrong, or leave the port to the system.
 */
export function readAddress(
  flags: { [K in keyof typeof addressOptions]?: string | undefined },
  env: NodeJS.ProcessEnv,
): string {
  const { check, read, refuse } = createReader(flags, env);
  const publicUrl = originOf(check("publicUrl", isPublicUrl, PUBLIC_URL_RULE));
  const isKnown = (port: string): boolean => isPort(port) && Number(port) > 0;
  if (!publicUrl)
    check("port", isKnown, "give the port that Foyer listens on, or its address by --public-url");
  refuse();
  return publicUrl ?? localUrl(read("host"), Number(read("port")));
}

/** The address of a server on this machine that listens on `host`. */
export function localUrl(host: string, port: number): string {
  const reached = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return `http://${/^[^[].*:/.test(reached) ? `[${reached}]` : reached}:${port}`;
}

/** The database a command works on: the one setting every command shares. */
export function readDatabase(flag: string | undefined, env: NodeJS.ProcessEnv): string {
  const url = flag || env[settings.database.env] || settings.database.fallback;
  if (isDatabase(url)) return url;
  throw new ConfigError(
    `The database is "${url}": give sqlite:path/to/file.db or postgres://user:password@host/name`,
  );
}

function readFlags(args: readonly string[]): { given: Flags; demo: boolean } {
  const options = Object.fromEntries(
    Object.values(settings).flatMap(({ flag }) => (flag ? [[flag, { type: "string" as const }]] : [])),
  );
  try {
    const { values } = parseArgs({
      args: args.map(withValue),
      options: { ...options, demo: { type: "boolean" } },
    });
    const { demo = false, ...given } = values;
    return { given: given as Record<string, string>, demo: demo === true };
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
}

/** `--trust-proxy` alone is as much as `--trust-proxy 1`. */
const withValue = (arg: string, index: number, args: readonly string[]): string =>
  arg === "--trust-proxy" && /^(-|$)/.test(args[index + 1] ?? "") ? `${arg}=1` : arg;

const rateLimits = Object.keys(plans).map((plan) => `pipedrive:${plan}`);
const isRateLimit = (value: string): boolean => value === "off" || rateLimits.includes(value);
const planOf = (value: string): Plan | undefined =>
  value.startsWith("pipedrive:") ? (value.slice("pipedrive:".length) as Plan) : undefined; // checked before

const isProxies = (value: string): boolean => /^(0|false)$/.test(value) || parseProxies(value) !== undefined;
/** Of a file: what one connection keeps in memory, another does not see. */
const isDatabase = (url: string): boolean =>
  /^sqlite:(?!:memory:$).+/.test(url) || /^postgres(ql)?:\/\/.+/.test(url);
const isPort = (value: string): boolean => /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
const isDomain = (value: string): boolean => /^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$/.test(value);
export const isEmail = (value: string): boolean => /^[^\s@]+@[^\s@]+$/.test(value);
const isToken = (value: string): boolean => value === "" || /^[\w-]{20,200}$/.test(value);
const isLogLevel = (value: string): boolean => (LOG_LEVELS as readonly string[]).includes(value);
const isFlag = (value: string): boolean => /^(0|1|true|false|)$/.test(value);
/** Nobody else reaches a server there, so its webhooks go where whoever runs it wants them. */
const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(host);
const isTrue = (value: string | undefined): boolean => value === "1" || value === "true";

const PUBLIC_URL_RULE = "give an http or https address without a path";

function isPublicUrl(value: string): boolean {
  if (value === "") return true;
  const { protocol, href, origin } = URL.parse(value) ?? {};
  return /^https?:$/.test(protocol ?? "") && href === `${origin}/`;
}

/** Without a slash at its end: paths are put behind it. */
const originOf = (publicUrl: string): string | undefined => URL.parse(publicUrl)?.origin;
