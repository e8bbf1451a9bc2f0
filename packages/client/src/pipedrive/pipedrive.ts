import { ApiClient } from "./api-client.ts";
import { LeadLabelsApi, LeadSourcesApi, LeadsApi } from "./leads-api.ts";
import { AddLeadLabelRequest, AddLeadRequest, UpdateLeadLabelRequest, UpdateLeadRequest } from "./models.ts";

/** The names of Pipedrive's own client as one object, for `import Pipedrive from …` as its documents have it. */
const Pipedrive = {
  ApiClient,
  LeadsApi,
  LeadLabelsApi,
  LeadSourcesApi,
  AddLeadRequest,
  UpdateLeadRequest,
  AddLeadLabelRequest,
  UpdateLeadLabelRequest,
};
// Those documents import it as the default.
export default Pipedrive;
