import {
  convertDealToLead,
  convertLeadInto,
  convertLeadToDeal,
  getDealConversionStatus,
  getLeadConversionStatus,
  previewConversionInto,
  takeConversionBack,
} from "@leadfoyer/contract";
import type { Serve } from "../http/serve.ts";
import type { ConversionService } from "./conversions.service.ts";

export function conversionRoutes(serve: Serve, conversions: ConversionService): void {
  serve(convertLeadToDeal, ({ actor, params, body }) => conversions.convertLead(actor, params.id, body));
  serve(getLeadConversionStatus, ({ actor, params }) =>
    conversions.leadStatus(actor, params.id, params.conversion_id),
  );
  serve(convertDealToLead, ({ actor, params }) => conversions.convertDeal(actor, params.id));
  serve(getDealConversionStatus, ({ actor, params }) =>
    conversions.dealStatus(actor, params.id, params.conversion_id),
  );
  serve(takeConversionBack, ({ actor, params, body }) =>
    conversions.takeBack(actor, params.conversion_id, body.force),
  );
  serve(previewConversionInto, ({ actor, params }) =>
    conversions.previewInto(actor, { lead_id: params.id, deal_id: params.deal_id }),
  );
  serve(convertLeadInto, ({ actor, params }) =>
    conversions.convertInto(actor, { lead_id: params.id, deal_id: params.deal_id }),
  );
}
