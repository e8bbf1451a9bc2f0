import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { PASSWORD_MAX, PASSWORD_MIN } from "@leadfoyer/contract";

type Cost = { N: number; r: number; p: number; maxmem: number };

const derive = promisify<string, Buffer, number, Cost, Buffer>(scrypt);

const MAX_MEMORY = 64 * 1024 * 1024;
/** 16 MiB and about 80 ms of a helper thread per password. */
const COST: Cost = { N: 16_384, r: 8, p: 1, maxmem: MAX_MEMORY };
const KEY_BYTES = 32;

/** 8 to 256 characters. What else a password is made of is its owner's business. */
export const isFitPassword = (password: string): boolean =>
  password.length >= PASSWORD_MIN && password.length <= PASSWORD_MAX;

/** What is stored of a password: cost, salt and key, separated by `$`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password.normalize("NFKC"), salt, KEY_BYTES, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Nobody's password, so that asking for an account that is not there takes as long as a wrong password. */
const NOBODYS = `scrypt$${COST.N}$${COST.r}$${COST.p}$${"A".repeat(22)}$${"A".repeat(43)}`;

/** Whether the password is the one stored. Takes the same time when nothing is stored. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = "", key = ""] = (stored ?? NOBODYS).split("$");
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: MAX_MEMORY };
  const wanted = Buffer.from(key, "base64url");
  const given = await derive(password.normalize("NFKC"), Buffer.from(salt, "base64url"), wanted.length, cost);
  return timingSafeEqual(given, wanted) && stored !== null;
}
