import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A file of the inbox, held compressed alone, as it was built: every browser takes it so. */
export type WebFile = { type: string; gzipped: Buffer; brotli: Buffer };

/** The built inbox: its page, and the files that the page loads, by path. */
export type WebFiles = { page: string; files: ReadonlyMap<string, WebFile> };

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Where the inbox lies: beside a released program, or built in a checkout. */
const places = ["./web/", "../../../web/dist/"].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);

/** Reads the built inbox; undefined where it was not built. */
export async function readWebFiles(): Promise<WebFiles | undefined> {
  const folder = places.find((place) => existsSync(join(place, "index.html")));
  if (!folder) return undefined;
  const names = await readdir(folder, { recursive: true });
  const files = new Map<string, WebFile>();
  for (const name of names) {
    const type = types[extname(name)];
    if (!type) continue;
    const [gzipped, brotli] = await Promise.all(
      [".gz", ".br"].map((ending) => readFile(join(folder, name + ending))),
    );
    if (gzipped && brotli) files.set(`/${name.replaceAll("\\", "/")}`, { type, gzipped, brotli });
  }
  return { page: await readFile(join(folder, "index.html"), "utf8"), files };
}
