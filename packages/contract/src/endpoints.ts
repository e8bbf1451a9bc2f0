import { getCurrencies } from "./currencies.ts";
import type { Endpoint } from "./endpoint.ts";
import { getLeadFields } from "./lead-fields.ts";
import { addLeadLabel, deleteLeadLabel, getLeadLabels, updateLeadLabel } from "./lead-labels.ts";
import { getLeadSources } from "./lead-sources.ts";
import {
  addLead,
  deleteLead,
  getArchivedLeads,
  getLead,
  getLeads,
  getLeadUsers,
  updateLead,
} from "./leads.ts";
import { findUsersByName, getCurrentUser, getUser, getUsers } from "./users.ts";

/** Everything Foyer answers. What is not here is not served, documented, fuzzed or callable by the client. */
export const endpoints: readonly Endpoint[] = [
  getLeads,
  getArchivedLeads,
  addLead,
  getLead,
  updateLead,
  deleteLead,
  getLeadUsers,
  getLeadLabels,
  addLeadLabel,
  updateLeadLabel,
  deleteLeadLabel,
  getLeadSources,
  getLeadFields,
  getUsers,
  getCurrentUser,
  findUsersByName,
  getUser,
  getCurrencies,
];
