import { enableCompileCache } from "node:module";

// Before anything else is loaded: the second start finds its code compiled, and takes half the time.
enableCompileCache();
await import("./cli.ts").then(({ main }) => main(process.argv.slice(2)));
