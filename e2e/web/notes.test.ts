import { beforeAll, expect, test } from "vitest";
import { expectAccessible, undoBy, type Visit } from "./browser.ts";
import { useStage } from "./use-stage.ts";

const { desk, open } = useStage();
let page: Visit;
let lead: { id: string };

beforeAll(async () => {
  lead = await desk.addLead("Noted door");
  page = await open();
  await page.getByRole("row", { name: /Noted door/ }).click();
});

const notes = () => page.getByRole("region", { name: "Notes" });
const untilStored = (wanted: object[]) => desk.untilStored(`/v1/notes?lead_id=${lead.id}`, wanted);
/** Until nothing is being written any more: what was written is saved by then. */
const written = () => notes().getByRole("toolbar").waitFor({ state: "hidden" });

test("a note is written with formats, by keys alone, pinned, edited, deleted and brought back", async () => {
  await notes().waitFor();
  await page.keyboard.press("n");
  await page.keyboard.type("Call ");
  await notes().getByRole("toolbar").waitFor();
  await page.keyboard.press("Control+b");
  await page.keyboard.type("Ann");
  await page.keyboard.press("Control+b");
  await page.keyboard.type(" <at noon>");
  await expectAccessible(page, "writing a note");
  await page.keyboard.press("Control+Enter");
  const note = notes().getByRole("article").filter({ hasText: "Call Ann <at noon>" });
  await note.waitFor();
  await written();
  await untilStored([
    {
      content: expect.stringMatching(
        /^<p>Call(&nbsp;| |\u00a0)<b>Ann<\/b>(&nbsp;| |\u00a0)&lt;at noon&gt;<\/p>$/,
      ),
    },
  ]);

  await note.getByRole("button", { name: "Pin" }).click();
  await note.getByRole("button", { name: "Unpin" }).waitFor();
  await note.getByRole("button", { name: "Edit note" }).click();
  await notes().getByRole("button", { name: "Bulleted list" }).click();
  await page.keyboard.type(" today");
  await page.keyboard.press("Control+Enter");
  await note.getByRole("listitem").filter({ hasText: "at noon> today" }).waitFor();
  await untilStored([
    { pinned_to_lead_flag: true, content: expect.stringMatching(/<ul>.*at noon&gt; today/) },
  ]);

  await note.getByRole("button", { name: "Delete note" }).click();
  await note.waitFor({ state: "hidden" });
  await untilStored([]);
  await undoBy(page, "Note deleted");
  await note.getByRole("button", { name: "Unpin" }).waitFor();
  await note.getByRole("button", { name: "Unpin" }).click();
  expect(page.complaints).toEqual([]);
});

test("a note is commented on, by whom is told, and the comment is edited, deleted and brought back", async () => {
  const note = notes().getByRole("article");
  await note.getByRole("button", { name: "Comment" }).click();
  await note.getByRole("toolbar").waitFor();
  await page.keyboard.type("Who calls?");
  await expectAccessible(page, "writing a comment");
  await page.keyboard.press("Control+Enter");
  const comment = note.getByRole("list", { name: "Comments" }).getByRole("listitem");
  await comment.filter({ hasText: "Who calls?" }).waitFor();
  await written();
  await comment.getByRole("button", { name: "Edit comment" }).click();
  await note.getByRole("toolbar").waitFor();
  await page.keyboard.type(" Ann does.");
  await page.keyboard.press("Control+Enter");
  await written();
  await comment.filter({ hasText: "Who calls? Ann does." }).waitFor();
  await expectAccessible(page, "a note with a comment");
  await comment.getByRole("button", { name: "Delete comment" }).click();
  await comment.waitFor({ state: "hidden" });
  await undoBy(page, "Comment deleted");
  await comment.filter({ hasText: "Who calls? Ann does." }).waitFor();
  expect(page.complaints).toEqual([]);
});

test("what was not sent waits until one comes back", async () => {
  await page.locator("body").press("n");
  await notes().getByRole("toolbar").waitFor();
  await page.keyboard.type("Half a thou");
  await page.keyboard.press("Escape");
  await notes().getByRole("button", { name: "Go on writing" }).click();
  await notes().getByRole("toolbar").waitFor();
  await page.keyboard.type("ght");
  await page.keyboard.press("Control+Enter");
  await notes().getByRole("article").getByText("Half a thought").waitFor();
  await written();
});

/** It swallows what comes after it. */
const swallowing = `<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=window.hacked=7>">`;
const attacks = [
  `<script>window.hacked = 1</script>`,
  `<img src=x onerror="window.hacked = 2">`,
  `<svg onload="window.hacked = 3"><script>window.hacked = 3</script></svg>`,
  `<a href="javascript:window.hacked = 4">Trap</a>`,
  `<a href=" java&#10;script:window.hacked = 5">Trap</a>`,
  `<iframe srcdoc="<script>parent.hacked = 6</script>"></iframe>`,
  `<p style="position:fixed;inset:0;background:url(javascript:1);color:red">Cover</p>`,
  `<form action="/foyer/session"><button formaction="javascript:window.hacked=8">Go</button></form>`,
  `<details open ontoggle="window.hacked = 9">Open</details>`,
  `<template><img src=x onerror="window.hacked = 10"></template>`,
];

test("no note runs, loads or covers anything, neither cleaned by the server nor as it came", async () => {
  const content = `<p>Begin</p>${attacks.join("")}<p>End</p>${swallowing}`;
  await desk.api("POST", "/v1/notes", { lead_id: lead.id, content });
  await notes().getByText("Begin").waitFor();
  // The same as if a server had let it through, of the note that is told of next.
  await page.route("**/v1/notes?**", async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    const asked = body.data.filter((note: { content: string }) => note.content === "Ask again");
    const uncleaned = asked.map((note: object) => ({ ...note, content: `<p>As it came</p>${content}` }));
    await route.fulfill({ response, json: { ...body, data: uncleaned } });
  });
  await page.locator("body").press("k");
  await desk.api("POST", "/v1/notes", { lead_id: lead.id, content: "Ask again" });
  await notes().getByText("As it came").waitFor();
  await notes().getByText("End").first().waitFor();
  for (const trap of await notes().getByText("Trap").all()) await trap.click();
  await notes().getByRole("button", { name: "Edit note" }).first().click();
  await notes().getByRole("toolbar").waitFor();
  await page.waitForTimeout(200);
  const found = await page.evaluate(`({
    hacked: window.hacked,
    forbidden: document.querySelectorAll(
      "article :is(script, img, iframe, form, details, math), article [onerror], article [onload]",
    ).length,
    fixed: [...document.querySelectorAll("article *")].filter((one) => getComputedStyle(one).position === "fixed").length,
  })`);
  expect(found).toEqual({ hacked: undefined, forbidden: 0, fixed: 0 });
  expect(page.complaints).toEqual([]);
});
