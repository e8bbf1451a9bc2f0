import { defineConfig, type Plugin } from "rolldown";

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A script of ASCII alone takes a byte of memory for a character, any other two. */
const ascii: Plugin = {
  name: "ascii",
  generateBundle(_options, bundle) {
    for (const part of Object.values(bundle))
      if (part.type === "chunk") part.code = part.code.replace(/[^\0-\x7f]/g, escaped);
  },
};

/** The released server: two files, the program and its writer thread, that start faster than hundreds. */
export default defineConfig({
  input: { main: "src/main.ts", writer: "src/writer.ts" },
  platform: "node",
  resolve: { conditionNames: ["source", "node", "import", "default"] },
  // Native code, files read at run time, and modules that find their own parts by path stay packages.
  external: ["better-sqlite3", "pg", "pino", "fastify", "sanitize-html", /^@fastify\/swagger-ui/],
  plugins: [ascii],
  output: {
    dir: "dist",
    format: "esm",
    chunkFileNames: "[name].js",
    cleanDir: true,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
});
