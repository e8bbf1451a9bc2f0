/** A method of the official clients, and the endpoint it calls. */
export type Operation = {
  version: "v1" | "v2";
  api: string;
  method: string;
  endpoint: string;
  /** What axios clients call the body, where that does not follow from the method; in some it differs by major. */
  bodies?: string[];
  /** What the first clients, up to the major `until`, take one by one before the rest of the body or the query. */
  leading?: { keys: string[]; until: number };
};

const FOLLOWER = ["AddDealFollowerRequest"];
const FIELD = ["CreateFieldRequest"];
const FIELD_CHANGE = ["UpdateFieldRequest"];
const OPTIONS = {
  add: ["AddDealFieldOptionsRequestInner"],
  change: ["UpdateDealFieldOptionsRequestInner"],
  remove: ["DeleteDealFieldOptionsRequestInner"],
};
const COMMENT = ["CommentPostPutObject"];

/** Every operation the clients are tried with: the rows of the table in docs/compatibility.md. */
export const operations = {
  getLeads: v1("LeadsApi.getLeads", "GET /v1/leads"),
  getArchivedLeads: v1("LeadsApi.getArchivedLeads", "GET /v1/leads/archived"),
  addLead: v1("LeadsApi.addLead", "POST /v1/leads"),
  getLead: v1("LeadsApi.getLead", "GET /v1/leads/{id}"),
  updateLead: v1("LeadsApi.updateLead", "PATCH /v1/leads/{id}"),
  deleteLead: v1("LeadsApi.deleteLead", "DELETE /v1/leads/{id}"),
  getLeadUsers: v1("LeadsApi.getLeadUsers", "GET /v1/leads/{id}/permittedUsers"),

  getLeadLabels: v1("LeadLabelsApi.getLeadLabels", "GET /v1/leadLabels"),
  addLeadLabel: v1("LeadLabelsApi.addLeadLabel", "POST /v1/leadLabels"),
  updateLeadLabel: v1("LeadLabelsApi.updateLeadLabel", "PATCH /v1/leadLabels/{id}"),
  deleteLeadLabel: v1("LeadLabelsApi.deleteLeadLabel", "DELETE /v1/leadLabels/{id}"),
  getLeadSources: v1("LeadSourcesApi.getLeadSources", "GET /v1/leadSources"),
  getLeadFields: v1("LeadFieldsApi.getLeadFields", "GET /v1/leadFields"),

  "v2 convertLeadToDeal": v2("LeadsApi.convertLeadToDeal", "POST /api/v2/leads/{id}/convert/deal"),
  "v2 getLeadConversionStatus": v2(
    "LeadsApi.getLeadConversionStatus",
    "GET /api/v2/leads/{id}/convert/status/{conversion_id}",
  ),
  "v2 convertDealToLead": v2("DealsApi.convertDealToLead", "POST /api/v2/deals/{id}/convert/lead"),
  "v2 getDealConversionStatus": v2(
    "DealsApi.getDealConversionStatus",
    "GET /api/v2/deals/{id}/convert/status/{conversion_id}",
  ),

  getFilters: v1("FiltersApi.getFilters", "GET /v1/filters"),
  getFilterHelpers: v1("FiltersApi.getFilterHelpers", "GET /v1/filters/helpers"),
  addFilter: v1("FiltersApi.addFilter", "POST /v1/filters"),
  getFilter: v1("FiltersApi.getFilter", "GET /v1/filters/{id}"),
  updateFilter: v1("FiltersApi.updateFilter", "PUT /v1/filters/{id}"),
  deleteFilter: v1("FiltersApi.deleteFilter", "DELETE /v1/filters/{id}"),
  deleteFilters: v1("FiltersApi.deleteFilters", "DELETE /v1/filters"),

  searchLeads: v1("LeadsApi.searchLeads", "GET /v1/leads/search"),
  "v2 searchLeads": v2("LeadsApi.searchLeads", "GET /api/v2/leads/search"),
  searchPersons: v1("PersonsApi.searchPersons", "GET /v1/persons/search"),
  "v2 searchPersons": v2("PersonsApi.searchPersons", "GET /api/v2/persons/search"),
  searchOrganization: v1("OrganizationsApi.searchOrganization", "GET /v1/organizations/search"),
  "v2 searchOrganization": v2("OrganizationsApi.searchOrganization", "GET /api/v2/organizations/search"),
  searchItem: v1("ItemSearchApi.searchItem", "GET /v1/itemSearch"),
  "v2 searchItem": v2("ItemSearchApi.searchItem", "GET /api/v2/itemSearch"),
  searchItemByField: {
    ...v1("ItemSearchApi.searchItemByField", "GET /v1/itemSearch/field"),
    leading: { keys: ["field_type", "field_key"], until: 23 },
  },
  "v2 searchItemByField": v2("ItemSearchApi.searchItemByField", "GET /api/v2/itemSearch/field"),

  getDealFields: v1("DealFieldsApi.getDealFields", "GET /v1/dealFields"),
  addDealField: v1("DealFieldsApi.addDealField", "POST /v1/dealFields", FIELD),
  getDealField: v1("DealFieldsApi.getDealField", "GET /v1/dealFields/{id}"),
  updateDealField: v1("DealFieldsApi.updateDealField", "PUT /v1/dealFields/{id}", FIELD_CHANGE),
  deleteDealField: v1("DealFieldsApi.deleteDealField", "DELETE /v1/dealFields/{id}"),
  deleteDealFields: v1("DealFieldsApi.deleteDealFields", "DELETE /v1/dealFields"),
  "v2 getDealFields": v2("DealFieldsApi.getDealFields", "GET /api/v2/dealFields"),
  "v2 addDealField": v2("DealFieldsApi.addDealField", "POST /api/v2/dealFields"),
  "v2 getDealField": v2("DealFieldsApi.getDealField", "GET /api/v2/dealFields/{field_code}"),
  "v2 updateDealField": v2("DealFieldsApi.updateDealField", "PATCH /api/v2/dealFields/{field_code}"),
  "v2 deleteDealField": v2("DealFieldsApi.deleteDealField", "DELETE /api/v2/dealFields/{field_code}"),
  "v2 addDealFieldOptions": v2(
    "DealFieldsApi.addDealFieldOptions",
    "POST /api/v2/dealFields/{field_code}/options",
    OPTIONS.add,
  ),
  "v2 updateDealFieldOptions": v2(
    "DealFieldsApi.updateDealFieldOptions",
    "PATCH /api/v2/dealFields/{field_code}/options",
    OPTIONS.change,
  ),
  "v2 deleteDealFieldOptions": v2(
    "DealFieldsApi.deleteDealFieldOptions",
    "DELETE /api/v2/dealFields/{field_code}/options",
    OPTIONS.remove,
  ),
  getPersonFields: v1("PersonFieldsApi.getPersonFields", "GET /v1/personFields"),
  addPersonField: v1("PersonFieldsApi.addPersonField", "POST /v1/personFields", FIELD),
  getPersonField: v1("PersonFieldsApi.getPersonField", "GET /v1/personFields/{id}"),
  updatePersonField: v1("PersonFieldsApi.updatePersonField", "PUT /v1/personFields/{id}", FIELD_CHANGE),
  deletePersonField: v1("PersonFieldsApi.deletePersonField", "DELETE /v1/personFields/{id}"),
  deletePersonFields: v1("PersonFieldsApi.deletePersonFields", "DELETE /v1/personFields"),
  "v2 getPersonFields": v2("PersonFieldsApi.getPersonFields", "GET /api/v2/personFields"),
  "v2 addPersonField": v2("PersonFieldsApi.addPersonField", "POST /api/v2/personFields"),
  "v2 getPersonField": v2("PersonFieldsApi.getPersonField", "GET /api/v2/personFields/{field_code}"),
  "v2 updatePersonField": v2("PersonFieldsApi.updatePersonField", "PATCH /api/v2/personFields/{field_code}"),
  "v2 deletePersonField": v2("PersonFieldsApi.deletePersonField", "DELETE /api/v2/personFields/{field_code}"),
  "v2 addPersonFieldOptions": v2(
    "PersonFieldsApi.addPersonFieldOptions",
    "POST /api/v2/personFields/{field_code}/options",
    OPTIONS.add,
  ),
  "v2 updatePersonFieldOptions": v2(
    "PersonFieldsApi.updatePersonFieldOptions",
    "PATCH /api/v2/personFields/{field_code}/options",
    OPTIONS.change,
  ),
  "v2 deletePersonFieldOptions": v2(
    "PersonFieldsApi.deletePersonFieldOptions",
    "DELETE /api/v2/personFields/{field_code}/options",
    OPTIONS.remove,
  ),
  getOrganizationFields: v1("OrganizationFieldsApi.getOrganizationFields", "GET /v1/organizationFields"),
  addOrganizationField: v1(
    "OrganizationFieldsApi.addOrganizationField",
    "POST /v1/organizationFields",
    FIELD,
  ),
  getOrganizationField: v1("OrganizationFieldsApi.getOrganizationField", "GET /v1/organizationFields/{id}"),
  updateOrganizationField: v1(
    "OrganizationFieldsApi.updateOrganizationField",
    "PUT /v1/organizationFields/{id}",
    FIELD_CHANGE,
  ),
  deleteOrganizationField: v1(
    "OrganizationFieldsApi.deleteOrganizationField",
    "DELETE /v1/organizationFields/{id}",
  ),
  deleteOrganizationFields: v1(
    "OrganizationFieldsApi.deleteOrganizationFields",
    "DELETE /v1/organizationFields",
  ),
  "v2 getOrganizationFields": v2(
    "OrganizationFieldsApi.getOrganizationFields",
    "GET /api/v2/organizationFields",
  ),
  "v2 addOrganizationField": v2(
    "OrganizationFieldsApi.addOrganizationField",
    "POST /api/v2/organizationFields",
  ),
  "v2 getOrganizationField": v2(
    "OrganizationFieldsApi.getOrganizationField",
    "GET /api/v2/organizationFields/{field_code}",
  ),
  "v2 updateOrganizationField": v2(
    "OrganizationFieldsApi.updateOrganizationField",
    "PATCH /api/v2/organizationFields/{field_code}",
  ),
  "v2 deleteOrganizationField": v2(
    "OrganizationFieldsApi.deleteOrganizationField",
    "DELETE /api/v2/organizationFields/{field_code}",
  ),
  "v2 addOrganizationFieldOptions": v2(
    "OrganizationFieldsApi.addOrganizationFieldOptions",
    "POST /api/v2/organizationFields/{field_code}/options",
    OPTIONS.add,
  ),
  "v2 updateOrganizationFieldOptions": v2(
    "OrganizationFieldsApi.updateOrganizationFieldOptions",
    "PATCH /api/v2/organizationFields/{field_code}/options",
    OPTIONS.change,
  ),
  "v2 deleteOrganizationFieldOptions": v2(
    "OrganizationFieldsApi.deleteOrganizationFieldOptions",
    "DELETE /api/v2/organizationFields/{field_code}/options",
    OPTIONS.remove,
  ),
  getActivityFields: v1("ActivityFieldsApi.getActivityFields", "GET /v1/activityFields"),
  "v2 getActivityFields": v2("ActivityFieldsApi.getActivityFields", "GET /api/v2/activityFields"),
  "v2 getActivityField": v2("ActivityFieldsApi.getActivityField", "GET /api/v2/activityFields/{field_code}"),
  getNoteFields: v1("NoteFieldsApi.getNoteFields", "GET /v1/noteFields"),

  getRoles: v1("RolesApi.getRoles", "GET /v1/roles"),
  addRole: v1("RolesApi.addRole", "POST /v1/roles"),
  getRole: v1("RolesApi.getRole", "GET /v1/roles/{id}"),
  updateRole: v1("RolesApi.updateRole", "PUT /v1/roles/{id}", ["BaseRoleRequest"]),
  deleteRole: v1("RolesApi.deleteRole", "DELETE /v1/roles/{id}"),
  getRoleAssignments: v1("RolesApi.getRoleAssignments", "GET /v1/roles/{id}/assignments"),
  addRoleAssignment: {
    ...v1("RolesApi.addRoleAssignment", "POST /v1/roles/{id}/assignments"),
    leading: { keys: ["user_id"], until: 16 },
  },
  deleteRoleAssignment: {
    ...v1("RolesApi.deleteRoleAssignment", "DELETE /v1/roles/{id}/assignments"),
    leading: { keys: ["user_id"], until: 16 },
  },
  getRoleSettings: v1("RolesApi.getRoleSettings", "GET /v1/roles/{id}/settings"),
  addOrUpdateRoleSetting: {
    ...v1("RolesApi.addOrUpdateRoleSetting", "POST /v1/roles/{id}/settings"),
    leading: { keys: ["setting_key", "value"], until: 16 },
  },
  getPermissionSets: v1("PermissionSetsApi.getPermissionSets", "GET /v1/permissionSets"),
  getPermissionSet: v1("PermissionSetsApi.getPermissionSet", "GET /v1/permissionSets/{id}"),
  getPermissionSetAssignments: v1(
    "PermissionSetsApi.getPermissionSetAssignments",
    "GET /v1/permissionSets/{id}/assignments",
  ),
  getUserPermissions: v1("UsersApi.getUserPermissions", "GET /v1/users/{id}/permissions"),
  getUserRoleAssignments: v1("UsersApi.getUserRoleAssignments", "GET /v1/users/{id}/roleAssignments"),
  getUserRoleSettings: v1("UsersApi.getUserRoleSettings", "GET /v1/users/{id}/roleSettings"),

  getPersonFollowers: v1("PersonsApi.getPersonFollowers", "GET /v1/persons/{id}/followers"),
  addPersonFollower: v1("PersonsApi.addPersonFollower", "POST /v1/persons/{id}/followers"),
  deletePersonFollower: v1(
    "PersonsApi.deletePersonFollower",
    "DELETE /v1/persons/{id}/followers/{follower_id}",
  ),
  getPersonUsers: v1("PersonsApi.getPersonUsers", "GET /v1/persons/{id}/permittedUsers"),
  "v2 getPersonFollowers": v2("PersonsApi.getPersonFollowers", "GET /api/v2/persons/{id}/followers"),
  "v2 addPersonFollower": v2("PersonsApi.addPersonFollower", "POST /api/v2/persons/{id}/followers", FOLLOWER),
  "v2 deletePersonFollower": v2(
    "PersonsApi.deletePersonFollower",
    "DELETE /api/v2/persons/{id}/followers/{follower_id}",
  ),
  getOrganizationFollowers: v1(
    "OrganizationsApi.getOrganizationFollowers",
    "GET /v1/organizations/{id}/followers",
  ),
  addOrganizationFollower: v1(
    "OrganizationsApi.addOrganizationFollower",
    "POST /v1/organizations/{id}/followers",
  ),
  deleteOrganizationFollower: v1(
    "OrganizationsApi.deleteOrganizationFollower",
    "DELETE /v1/organizations/{id}/followers/{follower_id}",
  ),
  getOrganizationUsers: v1(
    "OrganizationsApi.getOrganizationUsers",
    "GET /v1/organizations/{id}/permittedUsers",
  ),
  "v2 getOrganizationFollowers": v2(
    "OrganizationsApi.getOrganizationFollowers",
    "GET /api/v2/organizations/{id}/followers",
  ),
  "v2 addOrganizationFollower": v2(
    "OrganizationsApi.addOrganizationFollower",
    "POST /api/v2/organizations/{id}/followers",
    FOLLOWER,
  ),
  "v2 deleteOrganizationFollower": v2(
    "OrganizationsApi.deleteOrganizationFollower",
    "DELETE /api/v2/organizations/{id}/followers/{follower_id}",
  ),

  getUsers: v1("UsersApi.getUsers", "GET /v1/users"),
  getCurrentUser: v1("UsersApi.getCurrentUser", "GET /v1/users/me"),
  getUser: v1("UsersApi.getUser", "GET /v1/users/{id}"),
  addUser: {
    ...v1("UsersApi.addUser", "POST /v1/users"),
    leading: { keys: ["name", "email", "active_flag"], until: 16 },
  },
  updateUser: {
    ...v1("UsersApi.updateUser", "PUT /v1/users/{id}"),
    leading: { keys: ["active_flag"], until: 16 },
  },
  findUsersByName: v1("UsersApi.findUsersByName", "GET /v1/users/find"),
  getCurrencies: v1("CurrenciesApi.getCurrencies", "GET /v1/currencies"),

  getPersons: v1("PersonsApi.getPersons", "GET /v1/persons"),
  addPerson: v1("PersonsApi.addPerson", "POST /v1/persons"),
  getPerson: v1("PersonsApi.getPerson", "GET /v1/persons/{id}"),
  updatePerson: v1("PersonsApi.updatePerson", "PUT /v1/persons/{id}"),
  deletePerson: v1("PersonsApi.deletePerson", "DELETE /v1/persons/{id}"),
  "v2 getPersons": v2("PersonsApi.getPersons", "GET /api/v2/persons"),
  "v2 addPerson": v2("PersonsApi.addPerson", "POST /api/v2/persons"),
  "v2 getPerson": v2("PersonsApi.getPerson", "GET /api/v2/persons/{id}"),
  "v2 updatePerson": v2("PersonsApi.updatePerson", "PATCH /api/v2/persons/{id}"),
  "v2 deletePerson": v2("PersonsApi.deletePerson", "DELETE /api/v2/persons/{id}"),

  getOrganizations: v1("OrganizationsApi.getOrganizations", "GET /v1/organizations"),
  addOrganization: v1("OrganizationsApi.addOrganization", "POST /v1/organizations"),
  getOrganization: v1("OrganizationsApi.getOrganization", "GET /v1/organizations/{id}"),
  updateOrganization: v1("OrganizationsApi.updateOrganization", "PUT /v1/organizations/{id}"),
  deleteOrganization: v1("OrganizationsApi.deleteOrganization", "DELETE /v1/organizations/{id}"),
  "v2 getOrganizations": v2("OrganizationsApi.getOrganizations", "GET /api/v2/organizations"),
  "v2 addOrganization": v2("OrganizationsApi.addOrganization", "POST /api/v2/organizations"),
  "v2 getOrganization": v2("OrganizationsApi.getOrganization", "GET /api/v2/organizations/{id}"),
  "v2 updateOrganization": v2("OrganizationsApi.updateOrganization", "PATCH /api/v2/organizations/{id}"),
  "v2 deleteOrganization": v2("OrganizationsApi.deleteOrganization", "DELETE /api/v2/organizations/{id}"),

  getDeals: v1("DealsApi.getDeals", "GET /v1/deals"),
  getArchivedDeals: v1("DealsApi.getArchivedDeals", "GET /v1/deals/archived"),
  getDealsCollection: v1("DealsApi.getDealsCollection", "GET /v1/deals/collection"),
  searchDeals: v1("DealsApi.searchDeals", "GET /v1/deals/search"),
  addDeal: v1("DealsApi.addDeal", "POST /v1/deals"),
  getDeal: v1("DealsApi.getDeal", "GET /v1/deals/{id}"),
  updateDeal: v1("DealsApi.updateDeal", "PUT /v1/deals/{id}"),
  deleteDeal: v1("DealsApi.deleteDeal", "DELETE /v1/deals/{id}"),
  deleteDeals: v1("DealsApi.deleteDeals", "DELETE /v1/deals"),
  getDealsSummary: v1("DealsApi.getDealsSummary", "GET /v1/deals/summary"),
  getArchivedDealsSummary: v1("DealsApi.getArchivedDealsSummary", "GET /v1/deals/summary/archived"),
  getDealsTimeline: {
    ...v1("DealsApi.getDealsTimeline", "GET /v1/deals/timeline"),
    leading: { keys: ["start_date", "interval", "amount", "field_key"], until: 23 },
  },
  getArchivedDealsTimeline: v1("DealsApi.getArchivedDealsTimeline", "GET /v1/deals/timeline/archived"),
  getDealUpdates: v1("DealsApi.getDealUpdates", "GET /v1/deals/{id}/flow"),
  getDealChangelog: v1("DealsApi.getDealChangelog", "GET /v1/deals/{id}/changelog"),
  getDealParticipantsChangelog: v1(
    "DealsApi.getDealParticipantsChangelog",
    "GET /v1/deals/{id}/participantsChangelog",
  ),
  duplicateDeal: v1("DealsApi.duplicateDeal", "POST /v1/deals/{id}/duplicate"),
  mergeDeals: v1("DealsApi.mergeDeals", "PUT /v1/deals/{id}/merge"),
  getDealActivities: v1("DealsApi.getDealActivities", "GET /v1/deals/{id}/activities"),
  getDealPersons: v1("DealsApi.getDealPersons", "GET /v1/deals/{id}/persons"),
  getDealUsers: v1("DealsApi.getDealUsers", "GET /v1/deals/{id}/permittedUsers"),
  getPersonDeals: v1("PersonsApi.getPersonDeals", "GET /v1/persons/{id}/deals"),
  getPersonActivities: v1("PersonsApi.getPersonActivities", "GET /v1/persons/{id}/activities"),
  getOrganizationDeals: v1("OrganizationsApi.getOrganizationDeals", "GET /v1/organizations/{id}/deals"),
  getOrganizationActivities: v1(
    "OrganizationsApi.getOrganizationActivities",
    "GET /v1/organizations/{id}/activities",
  ),
  getOrganizationPersons: v1("OrganizationsApi.getOrganizationPersons", "GET /v1/organizations/{id}/persons"),
  getDealFollowers: v1("DealsApi.getDealFollowers", "GET /v1/deals/{id}/followers"),
  addDealFollower: v1("DealsApi.addDealFollower", "POST /v1/deals/{id}/followers"),
  deleteDealFollower: v1("DealsApi.deleteDealFollower", "DELETE /v1/deals/{id}/followers/{follower_id}"),
  getDealParticipants: v1("DealsApi.getDealParticipants", "GET /v1/deals/{id}/participants"),
  addDealParticipant: v1("DealsApi.addDealParticipant", "POST /v1/deals/{id}/participants"),
  deleteDealParticipant: v1(
    "DealsApi.deleteDealParticipant",
    "DELETE /v1/deals/{id}/participants/{deal_participant_id}",
  ),
  "v2 getDeals": v2("DealsApi.getDeals", "GET /api/v2/deals"),
  "v2 getArchivedDeals": v2("DealsApi.getArchivedDeals", "GET /api/v2/deals/archived"),
  "v2 searchDeals": v2("DealsApi.searchDeals", "GET /api/v2/deals/search"),
  "v2 addDeal": v2("DealsApi.addDeal", "POST /api/v2/deals"),
  "v2 getDeal": v2("DealsApi.getDeal", "GET /api/v2/deals/{id}"),
  "v2 updateDeal": v2("DealsApi.updateDeal", "PATCH /api/v2/deals/{id}"),
  "v2 deleteDeal": v2("DealsApi.deleteDeal", "DELETE /api/v2/deals/{id}"),
  "v2 getDealFollowers": v2("DealsApi.getDealFollowers", "GET /api/v2/deals/{id}/followers"),
  "v2 addDealFollower": v2("DealsApi.addDealFollower", "POST /api/v2/deals/{id}/followers"),
  "v2 deleteDealFollower": v2(
    "DealsApi.deleteDealFollower",
    "DELETE /api/v2/deals/{id}/followers/{follower_id}",
  ),

  getPipelines: v1("PipelinesApi.getPipelines", "GET /v1/pipelines"),
  addPipeline: v1("PipelinesApi.addPipeline", "POST /v1/pipelines", ["PipelineRequest"]),
  getPipeline: v1("PipelinesApi.getPipeline", "GET /v1/pipelines/{id}"),
  updatePipeline: v1("PipelinesApi.updatePipeline", "PUT /v1/pipelines/{id}", ["PipelineRequest1"]),
  deletePipeline: v1("PipelinesApi.deletePipeline", "DELETE /v1/pipelines/{id}"),
  getPipelineDeals: v1("PipelinesApi.getPipelineDeals", "GET /v1/pipelines/{id}/deals"),
  getStages: v1("StagesApi.getStages", "GET /v1/stages"),
  addStage: v1("StagesApi.addStage", "POST /v1/stages"),
  getStage: v1("StagesApi.getStage", "GET /v1/stages/{id}"),
  updateStage: v1("StagesApi.updateStage", "PUT /v1/stages/{id}"),
  deleteStage: v1("StagesApi.deleteStage", "DELETE /v1/stages/{id}"),
  deleteStages: v1("StagesApi.deleteStages", "DELETE /v1/stages"),
  getStageDeals: v1("StagesApi.getStageDeals", "GET /v1/stages/{id}/deals"),
  "v2 getPipelines": v2("PipelinesApi.getPipelines", "GET /api/v2/pipelines"),
  "v2 addPipeline": v2("PipelinesApi.addPipeline", "POST /api/v2/pipelines"),
  "v2 getPipeline": v2("PipelinesApi.getPipeline", "GET /api/v2/pipelines/{id}"),
  "v2 updatePipeline": v2("PipelinesApi.updatePipeline", "PATCH /api/v2/pipelines/{id}"),
  "v2 deletePipeline": v2("PipelinesApi.deletePipeline", "DELETE /api/v2/pipelines/{id}"),
  "v2 getStages": v2("StagesApi.getStages", "GET /api/v2/stages"),
  "v2 addStage": v2("StagesApi.addStage", "POST /api/v2/stages"),
  "v2 getStage": v2("StagesApi.getStage", "GET /api/v2/stages/{id}"),
  "v2 updateStage": v2("StagesApi.updateStage", "PATCH /api/v2/stages/{id}"),
  "v2 deleteStage": v2("StagesApi.deleteStage", "DELETE /api/v2/stages/{id}"),

  getWebhooks: v1("WebhooksApi.getWebhooks", "GET /v1/webhooks"),
  addWebhook: v1("WebhooksApi.addWebhook", "POST /v1/webhooks"),
  deleteWebhook: v1("WebhooksApi.deleteWebhook", "DELETE /v1/webhooks/{id}"),

  getNotes: v1("NotesApi.getNotes", "GET /v1/notes"),
  addNote: v1("NotesApi.addNote", "POST /v1/notes"),
  getNote: v1("NotesApi.getNote", "GET /v1/notes/{id}"),
  updateNote: v1("NotesApi.updateNote", "PUT /v1/notes/{id}", ["NoteRequest"]),
  deleteNote: v1("NotesApi.deleteNote", "DELETE /v1/notes/{id}"),
  getNoteComments: v1("NotesApi.getNoteComments", "GET /v1/notes/{id}/comments"),
  addNoteComment: v1("NotesApi.addNoteComment", "POST /v1/notes/{id}/comments", COMMENT),
  getComment: v1("NotesApi.getComment", "GET /v1/notes/{id}/comments/{commentId}"),
  updateCommentForNote: v1(
    "NotesApi.updateCommentForNote",
    "PUT /v1/notes/{id}/comments/{commentId}",
    COMMENT,
  ),
  deleteComment: v1("NotesApi.deleteComment", "DELETE /v1/notes/{id}/comments/{commentId}"),

  getActivities: v1("ActivitiesApi.getActivities", "GET /v1/activities"),
  getActivitiesCollection: v1("ActivitiesApi.getActivitiesCollection", "GET /v1/activities/collection"),
  addActivity: v1("ActivitiesApi.addActivity", "POST /v1/activities"),
  getActivity: v1("ActivitiesApi.getActivity", "GET /v1/activities/{id}"),
  updateActivity: v1("ActivitiesApi.updateActivity", "PUT /v1/activities/{id}"),
  deleteActivity: v1("ActivitiesApi.deleteActivity", "DELETE /v1/activities/{id}"),
  deleteActivities: v1("ActivitiesApi.deleteActivities", "DELETE /v1/activities"),
  "v2 getActivities": v2("ActivitiesApi.getActivities", "GET /api/v2/activities"),
  "v2 addActivity": v2("ActivitiesApi.addActivity", "POST /api/v2/activities"),
  "v2 getActivity": v2("ActivitiesApi.getActivity", "GET /api/v2/activities/{id}"),
  "v2 updateActivity": v2("ActivitiesApi.updateActivity", "PATCH /api/v2/activities/{id}", [
    "AddActivityRequest",
    "UpdateActivityRequest",
  ]),
  "v2 deleteActivity": v2("ActivitiesApi.deleteActivity", "DELETE /api/v2/activities/{id}"),

  getActivityTypes: v1("ActivityTypesApi.getActivityTypes", "GET /v1/activityTypes"),
  addActivityType: {
    ...v1("ActivityTypesApi.addActivityType", "POST /v1/activityTypes"),
    leading: { keys: ["name", "icon_key"], until: 16 },
  },
  updateActivityType: v1("ActivityTypesApi.updateActivityType", "PUT /v1/activityTypes/{id}"),
  deleteActivityType: v1("ActivityTypesApi.deleteActivityType", "DELETE /v1/activityTypes/{id}"),
  deleteActivityTypes: v1("ActivityTypesApi.deleteActivityTypes", "DELETE /v1/activityTypes"),
};

export type OperationName = keyof typeof operations;

export const operationNames = Object.keys(operations) as OperationName[]; // a literal object has exactly its keys

function v1(call: string, endpoint: string, bodies?: string[]): Operation {
  return { version: "v1", endpoint, ...named(call), ...(bodies && { bodies }) };
}

function v2(call: string, endpoint: string, bodies?: string[]): Operation {
  return { version: "v2", endpoint, ...named(call), ...(bodies && { bodies }) };
}

function named(call: string): Pick<Operation, "api" | "method"> {
  const [api = "", method = ""] = call.split(".");
  return { api, method };
}
