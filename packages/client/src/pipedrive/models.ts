import type { LeadCreate, LeadLabelCreate, LeadLabelUpdate, LeadUpdate } from "../types.ts";

/** A request body as a class. It holds whatever it is given, custom fields too. */
export type Model<Values> = {
  new (...required: string[]): Partial<Values>;
  /** A body with these values, or `into` with them added. */
  constructFromObject(values?: Partial<Values> | null, into?: Partial<Values>): Partial<Values>;
};

/** The names of the constructor's parameters are those of the values that Pipedrive requires. */
function model<Values extends object>(...required: string[]): Model<Values> {
  return class Model {
    constructor(...values: string[]) {
      for (const [index, value] of values.entries()) Object.assign(this, { [required[index] ?? ""]: value });
    }
    static constructFromObject(
      values?: Partial<Values> | null,
      into: Partial<Values> = new Model() as Partial<Values>,
    ) {
      return Object.assign(into, values);
    }
  } as Model<Values>;
}

export const AddLeadRequest = /* @__PURE__ */ model<LeadCreate>("title");
export const UpdateLeadRequest = /* @__PURE__ */ model<LeadUpdate>();
export const AddLeadLabelRequest = /* @__PURE__ */ model<LeadLabelCreate>("name", "color");
export const UpdateLeadLabelRequest = /* @__PURE__ */ model<LeadLabelUpdate>();
