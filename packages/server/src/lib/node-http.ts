/**
 * Node's `http`. An `import` of it would evaluate all that it exports, the client behind `fetch` among it: 10 MB of
 * memory for something nobody calls.
 */
export const http = process.getBuiltinModule("node:http");
