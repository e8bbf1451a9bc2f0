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
import {
  addOrganization,
  deleteOrganization,
  getOrganization,
  getOrganizations,
  updateOrganization,
} from "./organizations.ts";
import {
  addOrganizationV1,
  deleteOrganizationV1,
  getOrganizationsV1,
  getOrganizationV1,
  updateOrganizationV1,
} from "./organizations-v1.ts";
import { addPerson, deletePerson, getPerson, getPersons, updatePerson } from "./persons.ts";
import { addPersonV1, deletePersonV1, getPersonsV1, getPersonV1, updatePersonV1 } from "./persons-v1.ts";
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
  getPersons,
  addPerson,
  getPerson,
  updatePerson,
  deletePerson,
  getPersonsV1,
  addPersonV1,
  getPersonV1,
  updatePersonV1,
  deletePersonV1,
  getOrganizations,
  addOrganization,
  getOrganization,
  updateOrganization,
  deleteOrganization,
  getOrganizationsV1,
  addOrganizationV1,
  getOrganizationV1,
  updateOrganizationV1,
  deleteOrganizationV1,
];
