import { fillWithDemo, getCompany, updateCompany } from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { DemoService } from "../seed/demo.ts";
import type { CompanyService } from "./companies.service.ts";

type Deps = { companies: CompanyService; demo: DemoService };

export function companyRoutes(serve: Serve, { companies, demo }: Deps): void {
  serve(getCompany, ({ actor }) => companies.get(actor.company_id));
  serve(updateCompany, ({ actor, body }) => companies.change(actor, body));
  serve(fillWithDemo, ({ actor, body }) => demo.fill(actor, body.leads));
}
