/** What a route may ask of the server in its Fastify `config`. */
export type RouteConfig = {
  /** Answers everyone: the route finds out itself who asks, if it cares. */
  open?: true;
  /** Takes a form: as its fields, or as the text it was sent as. */
  form?: "fields" | "text";
  /** Has a use for a body, whatever its method. */
  body?: true;
  /** Tokens of a simulated daily budget it takes, and whether it counts as a search. */
  cost?: number;
  isSearch?: boolean;
};

/** For routes that answer everyone. */
export const open: { config: RouteConfig } = { config: { open: true } };

/** For what reads its form itself. */
export const openText: { config: RouteConfig } = { config: { open: true, form: "text" } };

/** For pages that take what a browser sends from a plain form. */
export const openForm: { config: RouteConfig } = { config: { open: true, form: "fields" } };
