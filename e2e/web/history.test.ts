import { beforeAll, expect, test } from "vitest";
import { expectAccessible, type Visit } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { desk, open } = useStage();
let page: Visit;

beforeAll(async () => {
  const { id } = await desk.addLead("Storied door");
  const field = { name: "Budget", field_type: "monetary" };
  const { key } = await desk.api("POST", "/v1/dealFields", field);
  await desk.api("PATCH", `/v1/leads/${id}`, { [key]: 500, [`${key}_currency`]: "EUR" });
  await desk.api("PATCH", `/v1/leads/${id}`, { value: { amount: 12, currency: "USD" }, visible_to: "7" });
  page = await open();
});

test("the history says who changed what, from what to what, and goes on while one reads", async () => {
  await page.getByRole("row", { name: /Storied door/ }).click();
  const history = page.getByRole("region", { name: "History" });
  await history.getByRole("button", { name: "History" }).click();
  await history.getByText("Administrator added the lead").waitFor();
  await expectAccessible(page, "history");
  const title = page.getByRole("textbox", { name: "Title" });
  await title.fill("Famous door");
  await title.press("Enter");
  await history.getByRole("listitem").filter({ hasText: "Famous door" }).waitFor();
  const lines = (await history.getByRole("listitem").allInnerTexts()).map((line) =>
    line.replaceAll(/\s+/g, " "),
  );
  expect(lines).toEqual([
    expect.stringMatching(/^Administrator changed Title: Storied door Famous door .* in the inbox$/),
    expect.stringMatching(/^Administrator saw the lead .* in the inbox$/),
    expect.stringMatching(/^Administrator changed Value: – US\$12 .*Entire company .* by API$/),
    expect.stringMatching(/^Administrator changed Budget: – €500 .* by API$/),
    expect.stringMatching(/^Administrator added the lead .* by API$/),
  ]);
  expect(page.complaints).toEqual([]);
});
