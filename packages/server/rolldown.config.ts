import { defineConfig } from "rolldown";

/** The released server: two files, the program and its writer thread, that start faster than hundreds. */
export default defineConfig({
  input: { main: "src/main.ts", writer: "src/writer.ts" },
  platform: "node",
  resolve: { conditionNames: ["source", "node", "import", "default"] },
  // Native code, files read at run time, and modules that find their own parts by path stay packages.
  external: ["better-sqlite3", "pg", "pino", "fastify", "sanitize-html", /^@fastify\/swagger-ui/],
  output: {
    dir: "dist",
    format: "esm",
    chunkFileNames: "[name].js",
    cleanDir: true,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
});
