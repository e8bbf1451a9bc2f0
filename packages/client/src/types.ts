import type * as contract from "@leadfoyer/contract";
import type { CustomFields, Opened } from "./opened.ts";

/** A lead, with its custom fields under their keys. */
export type Lead = Opened<contract.Lead> & CustomFields;
/** What `leads.add` takes. A person or an organization is required. */
export type LeadCreate = contract.LeadCreate & CustomFields;
/** What `leads.update` takes. Only the keys given change; null unsets. */
export type LeadUpdate = contract.LeadUpdate & CustomFields;
/** Which leads, and in which order. */
export type LeadListQuery = contract.LeadListQuery & {
  /** Leads that are not archived unless given. The same as `archived_status`, its name on the wire. */
  archived?: "all" | "archived" | "not_archived";
};

/** A label of leads. */
export type LeadLabel = Opened<contract.LeadLabel>;
/** What `labels.add` takes. */
export type LeadLabelCreate = contract.LeadLabelCreate;
/** What `labels.update` takes. */
export type LeadLabelUpdate = contract.LeadLabelUpdate;

/** A person. */
export type Person = Opened<contract.Person>;
/** What `persons.add` takes. */
export type PersonCreate = contract.PersonCreate;
/** What `persons.update` takes. */
export type PersonUpdate = contract.PersonUpdate;

/** An organization. */
export type Organization = Opened<contract.Organization>;
/** What `organizations.add` takes. */
export type OrganizationCreate = contract.OrganizationCreate;
/** What `organizations.update` takes. */
export type OrganizationUpdate = contract.OrganizationUpdate;

/** A deal. */
export type Deal = Opened<contract.Deal>;
/** What `deals.add` takes. */
export type DealCreate = contract.DealCreate;
/** What `deals.update` takes. */
export type DealUpdate = contract.DealUpdate;

/** A pipeline. */
export type Pipeline = Opened<contract.Pipeline>;
/** A stage of a pipeline. */
export type Stage = Opened<contract.Stage>;

/** A user of the company. */
export type User = Opened<contract.User>;
