import { getLeadSources, leadSourceNames } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";

const sources = leadSourceNames.map((name) => ({ name }));

export function leadSourceRoutes(serve: Serve): void {
  serve(getLeadSources, () => sources);
}
