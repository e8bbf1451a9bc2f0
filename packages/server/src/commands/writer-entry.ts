/** The writer thread's module, beside this one's parent: TypeScript in a checkout, JavaScript in a release. */
export const WRITER = new URL(
  import.meta.url.endsWith(".ts") ? "../writer.ts" : "./writer.js",
  import.meta.url,
);
