import { beforeAll, describe, expect, test } from "vitest";
import { type Foyer, startFoyer } from "../../test/foyer.ts";
import {
  AddLeadLabelRequest,
  AddLeadRequest,
  ApiClient,
  LeadLabelsApi,
  LeadsApi,
  UpdateLeadRequest,
} from "../index.ts";

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer();
});

function authorized(): ApiClient {
  const apiClient = new ApiClient();
  apiClient.basePath = `${foyer.baseUrl}/v1`;
  apiClient.authentications.api_key.apiKey = foyer.token;
  return apiClient;
}

describe("the surface of Pipedrive's own client", () => {
  test("resolves with the whole body", async () => {
    const api = new LeadsApi(authorized());
    const { id: person_id } = await foyer.add.person();
    const { success, data } = await api.addLead(
      AddLeadRequest.constructFromObject({ title: "Blue", person_id }),
    );
    expect({ success, title: data.title }).toEqual({ success: true, title: "Blue" });
    expect(await api.getLeads({ personId: person_id })).toEqual({
      success: true,
      data: [data],
      additional_data: expect.objectContaining({ pagination: expect.anything() }),
    });
    expect(await api.deleteLead(data.id)).toEqual({ success: true, data: { id: data.id } });
  });

  test("takes options in either case; snake_case wins", async () => {
    const api = new LeadsApi(authorized());
    const { id: person_id } = await foyer.add.person();
    const lead = await foyer.add.lead({ person_id });
    for (const opts of [{ personId: person_id }, { person_id }, { person_id, personId: 999 }])
      expect((await api.getLeads(opts)).data.map(({ id }) => id)).toEqual([lead.id]);
    const { data } = await api.addLead({
      title: "Camel",
      personId: person_id,
      expectedCloseDate: "2030-01-31",
    });
    expect(data).toMatchObject({ person_id, expected_close_date: "2030-01-31" });
  });

  test("takes a body as it is, built, or enclosed under the name of its class", async () => {
    const api = new LeadsApi(authorized());
    const { id: person_id } = await foyer.add.person();
    const addLeadRequest = Object.assign(new AddLeadRequest("Enclosed"), { person_id });
    expect((await api.addLead({ addLeadRequest })).data).toMatchObject({ title: "Enclosed", person_id });
    const { data: lead } = await api.addLead({ title: "Plain", person_id });
    const changes = UpdateLeadRequest.constructFromObject({ title: "Built" });
    expect(changes).toBeInstanceOf(UpdateLeadRequest);
    expect((await api.updateLead(lead.id, changes)).data).toMatchObject({ title: "Built" });
    expect((await api.updateLead(lead.id, { value: null })).data).toMatchObject({ value: null });
  });

  test("has labels and sources in their own classes, and in LeadsApi", async () => {
    const body = new AddLeadLabelRequest("VIP", "purple");
    for (const api of [new LeadLabelsApi(authorized()), new LeadsApi(authorized())]) {
      const { data } = await api.addLeadLabel(body);
      expect((await api.getLeadLabels()).data).toContainEqual(data);
      expect((await api.deleteLeadLabel(data.id)).data).toEqual({ id: data.id });
      expect((await api.getLeadSources()).data).toContainEqual({ name: "API" });
    }
  });

  test("an error is an Error and carries what the tutorial looks for", async () => {
    const error = await new LeadsApi(authorized())
      .getLead("4badc1b0-a5dd-11f1-91c1-d76c55e1594b")
      .catch((e) => e);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "NotFoundError",
      errorCode: 404,
      errorInfo: "Object was not found.",
    });
    expect(error.context.body).toMatchObject({ success: false, error: "requested lead not found" });
    // biome-ignore lint/suspicious/noExplicitAny: what a sample without types does
    await expect(new LeadsApi().getLead(null as any)).rejects.toThrow("Missing the required parameter 'id'");
  });

  test("sends an OAuth token beside or instead of an API key, and a key with its prefix", async () => {
    const apiClient = authorized();
    apiClient.authentications.oauth2.accessToken = "YOUR ACCESS TOKEN";
    await new LeadsApi(apiClient).getLeads({ limit: 1 });
    apiClient.authentications.oauth2.accessToken = foyer.token;
    apiClient.authentications.api_key.apiKey = "";
    await new LeadsApi(apiClient).getLeads({ limit: 1 });
    apiClient.authentications.api_key = { type: "apiKey", apiKey: foyer.token, apiKeyPrefix: "Token" };
    await expect(new LeadsApi(apiClient).getLeads({ limit: 1 })).rejects.toMatchObject({ errorCode: 401 });
  });

  test("the shared instance is one, and used where none is given", () => {
    expect(ApiClient.instance).toBe(ApiClient.instance);
    expect(new LeadsApi().apiClient).toBe(ApiClient.instance);
    expect(new ApiClient()).not.toBe(ApiClient.instance);
  });
});
