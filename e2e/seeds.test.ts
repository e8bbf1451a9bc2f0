import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { UNKNOWN_UUID } from "./clients/error-bodies.ts";
import { createFixtures, idOf } from "./clients/fixtures.ts";
import { asItem, asItems, type Item, pluck } from "./clients/json.ts";
import type { Foyer } from "./support/foyer.ts";
import { useFoyer } from "./support/use-foyer.ts";

/**
 * The JavaScript samples of two generations of Pipedrive's reference pages, one call per operation: first the
 * client with one shared instance (12), then the one with an instance per caller (22). As printed there, an OAuth
 * token that is none accompanies the API key on every request.
 */

type Authentications = { api_key: { apiKey: string }; oauth2: { accessToken: string } };
type ApiClient = { basePath: string; authentications: Authentications };
type Api = Record<string, (...callArguments: unknown[]) => Promise<unknown>>;
type Model = { new (): Item; constructFromObject(values: Item): Item };
type Package = {
  ApiClient: { new (): ApiClient; instance: ApiClient };
  AddLeadRequest: Model;
  UpdateLeadRequest: Model;
  AddLeadLabelRequest: Model;
  UpdateLeadLabelRequest: Model;
} & Record<"LeadsApi" | "LeadLabelsApi" | "LeadSourcesApi", new (apiClient?: ApiClient) => Api>;

const require = createRequire(import.meta.url);

describe("the samples with one shared instance", () => {
  const Pipedrive: Package = require("pd12");
  const foyer = useFoyer();

  test("add, list, read, change and delete a lead", async () => {
    authorize(Pipedrive.ApiClient.instance, foyer());
    const apiInstance = new Pipedrive.LeadsApi();

    const addLeadRequest = new Pipedrive.AddLeadRequest();
    Object.assign(addLeadRequest, { title: "Sample", person_id: await createFixtures(foyer()).person() });
    const added = await dataOf(apiInstance.addLead?.({ addLeadRequest }));
    expect(added).toMatchObject({ title: "Sample", source_name: "API" });
    const id = idOf(added);

    const opts = { limit: 100, start: 0, archivedStatus: "not_archived" };
    expect(pluck(await listOf(apiInstance.getLeads?.(opts)), "id")).toEqual([id]);
    expect(await dataOf(apiInstance.getLead?.(id))).toEqual(added);

    const updateLeadRequest = new Pipedrive.UpdateLeadRequest();
    updateLeadRequest.title = "Changed";
    expect(await dataOf(apiInstance.updateLead?.(id, { updateLeadRequest }))).toMatchObject({
      title: "Changed",
    });
    expect(await dataOf(apiInstance.deleteLead?.(id))).toEqual({ id });
  });

  test("add, list, change and delete a label, and list the sources", async () => {
    authorize(Pipedrive.ApiClient.instance, foyer());
    const apiInstance = new Pipedrive.LeadLabelsApi();

    const addLeadLabelRequest = Object.assign(new Pipedrive.AddLeadLabelRequest(), {
      name: "VIP",
      color: "purple",
    });
    const label = await dataOf(apiInstance.addLeadLabel?.({ addLeadLabelRequest }));
    const id = idOf(label);
    expect(pluck(await listOf(apiInstance.getLeadLabels?.()), "id")).toContain(id);

    const updateLeadLabelRequest = Object.assign(new Pipedrive.UpdateLeadLabelRequest(), { name: "Very" });
    expect(await dataOf(apiInstance.updateLeadLabel?.(id, { updateLeadLabelRequest }))).toMatchObject({
      ...{ name: "Very", color: "purple" },
    });
    expect(await dataOf(apiInstance.deleteLeadLabel?.(id))).toEqual({ id });
    expect(await listOf(new Pipedrive.LeadSourcesApi().getLeadSources?.())).toContainEqual(
      expect.objectContaining({ name: "API" }),
    );
  });
});

describe("the samples with an instance per caller", () => {
  const Pipedrive: Package = require("pd22");
  const foyer = useFoyer();

  test("add, list, read, change and delete a lead, and list its users", async () => {
    const apiClient = authorize(new Pipedrive.ApiClient(), foyer());
    const apiInstance = new Pipedrive.LeadsApi(apiClient);
    const person_id = await createFixtures(foyer()).person();

    const added = await dataOf(
      apiInstance.addLead?.(Pipedrive.AddLeadRequest.constructFromObject({ title: "Sample", person_id })),
    );
    expect(added).toMatchObject({ title: "Sample", person_id, source_name: "API" });
    const id = idOf(added);

    const opts = {
      limit: 100,
      start: 0,
      ownerId: added.owner_id,
      personId: person_id,
      sort: "add_time DESC",
    };
    expect(pluck(await listOf(apiInstance.getLeads?.(opts)), "id")).toEqual([id]);
    expect(pluck(await listOf(apiInstance.getLeads?.({ person_id })), "id")).toEqual([id]);
    expect(await dataOf(apiInstance.getLead?.(id))).toEqual(added);
    expect(await apiInstance.getLeadUsers?.(id)).toMatchObject({ data: [added.owner_id] });

    const changes = Pipedrive.UpdateLeadRequest.constructFromObject({ title: "Changed" });
    expect(await dataOf(apiInstance.updateLead?.(id, changes))).toMatchObject({ title: "Changed" });
    expect(await dataOf(apiInstance.deleteLead?.(id))).toEqual({ id });
  });

  test("print the body of an error as the samples do", async () => {
    const apiInstance = new Pipedrive.LeadsApi(authorize(new Pipedrive.ApiClient(), foyer()));
    const error = await apiInstance.getLead?.(UNKNOWN_UUID).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ context: { body: { success: false, error: "requested lead not found" } } });
  });
});

/** The opening lines of every sample, but for the address of the server. */
function authorize(apiClient: ApiClient, { baseUrl, token }: Foyer): ApiClient {
  apiClient.basePath = `${baseUrl}/v1`;
  apiClient.authentications.api_key.apiKey = token;
  apiClient.authentications.oauth2.accessToken = "YOUR ACCESS TOKEN";
  return apiClient;
}

async function dataOf(answer: Promise<unknown> | undefined): Promise<Item> {
  return asItem(plain(await answer).data);
}

async function listOf(answer: Promise<unknown> | undefined): Promise<Item[]> {
  return asItems(plain(await answer).data);
}

function plain(model: unknown): Item {
  return asItem(JSON.parse(JSON.stringify(model)));
}
