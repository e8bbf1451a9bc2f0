import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { Plugin } from "vite";

const compressions = [
  [".gz", promisify(gzip)],
  [".br", promisify(brotliCompress)],
] as const;

/** Puts compressed files beside those that are built, so that nobody waits for it when the server starts. */
export const precompress = (): Plugin => ({
  name: "precompress",
  apply: "build",
  async writeBundle({ dir = "dist" }) {
    const names = (await readdir(dir, { recursive: true })).filter((name) => /\.(js|css|svg)$/.test(name));
    await Promise.all(
      names.map(async (name) => {
        const bytes = await readFile(join(dir, name));
        for (const [ending, compress] of compressions)
          await writeFile(join(dir, name + ending), await compress(bytes));
      }),
    );
  },
});
