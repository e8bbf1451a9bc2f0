import { type ApiError, type Client, createClient } from "@leadfoyer/client";
import { beforeAll, expect, test } from "vitest";
import { type ErrorText, errors } from "../../packages/contract/src/errors.ts";
import { de } from "../../packages/web/src/texts/de.ts";
import { en } from "../../packages/web/src/texts/en.ts";
import { refusalInWords } from "../../packages/web/src/texts/refusals.ts";
import { useFoyer } from "../support/use-foyer.ts";
import { createDesk } from "./desk.ts";

const foyer = useFoyer();
let admin: Client;
let clerk: Client;
let lead: string;
let archived: string;
let reference: string;
/** What the page knows of its custom fields, and of a lead it has shown. */
const nameOf = (key: string) => ({ [reference]: "Reference", [NIL]: "Lost door" })[key];

/** Somebody who is no administrator, by a token of their own. */
async function addClerk(): Promise<Client> {
  const { baseUrl } = foyer();
  const { link } = await admin.members.invite({ name: "Bob", email: "bob@acme.test" });
  const form = new URLSearchParams({ password: "bob's own password" });
  const signed = await fetch(link, { method: "POST", body: form, redirect: "manual" });
  const cookie = signed.headers.get("set-cookie")?.split(";")[0] ?? "";
  const own = createClient({ baseUrl, credentials: "session", headers: { cookie, origin: baseUrl } });
  return createClient({ baseUrl, token: (await own.tokens.add({ name: "Bob's" })).token });
}

beforeAll(async () => {
  const { baseUrl, token } = foyer();
  admin = createClient({ baseUrl, token });
  const { addLead, api } = createDesk(foyer());
  reference = (await api("POST", "/v1/dealFields", { name: "Reference", field_type: "varchar" })).key;
  lead = (await addLead("Door")).id;
  archived = (await addLead("Old door")).id;
  await admin.leads.update(archived, { is_archived: true });
  clerk = await addClerk();
}, 60_000);

const GONE = 4_711;
const NIL = "00000000-0000-1000-8000-000000000000";
const long = "x".repeat(256);
/** What no type of ours would let through, as an older page or an import may send it. */
const wrong = (input: object) => input as never;

/** What is done wrongly, and what whoever did it is told. */
const daily: Record<string, readonly [() => PromiseLike<unknown>, german: string, english: string]> = {
  "a lead of nobody": [
    () => admin.leads.add({ title: "Door" }),
    "Ein Lead braucht eine Person oder eine Organisation.",
    "A lead needs a person or an organization.",
  ],
  "a lead without a title": [
    () => admin.leads.add(wrong({ person_id: 1 })),
    "Titel: fehlt noch.",
    "Title: this is needed.",
  ],
  "an empty title": [
    () => admin.leads.update(lead, { title: "" }),
    "Titel: fehlt noch.",
    "Title: this is needed.",
  ],
  "a long title": [
    () => admin.leads.update(lead, { title: long }),
    "Titel: höchstens 255 Zeichen.",
    "Title: at most 255 characters.",
  ],
  "an amount that is none": [
    () => admin.leads.update(lead, wrong({ value: { amount: "much", currency: "EUR" } })),
    "Wert: muss eine Zahl sein.",
    "Value: must be a number.",
  ],
  "a strange currency": [
    () => admin.leads.update(lead, { value: { amount: 1, currency: "QQQ" } }),
    "Währung: lässt sich so nicht wählen, oder nicht mehr.",
    "Currency: cannot be chosen, or not any more.",
  ],
  "a bad date": [
    () => admin.leads.update(lead, { expected_close_date: "soon" }),
    "Abschluss erwartet: muss ein Datum sein.",
    "Expected close: must be a date.",
  ],
  "a custom field that is too long": [
    () => admin.leads.update(lead, { [reference]: long }),
    "Reference: höchstens 255 Zeichen.",
    "Reference: at most 255 characters.",
  ],
  "a person who is gone": [
    () => admin.leads.update(lead, { person_id: GONE }),
    "Person: gibt es nicht mehr, oder Sie sehen es nicht.",
    "Person: does not exist any more, or you may not see it.",
  ],
  "an owner who is gone": [
    () => admin.leads.update(lead, { owner_id: GONE }),
    "Zuständig: gibt es nicht mehr, oder Sie sehen es nicht.",
    "Owner: does not exist any more, or you may not see it.",
  ],
  "a label that is gone": [
    () => admin.leads.update(lead, { label_ids: [NIL] }),
    "Labels: gibt es nicht mehr, oder Sie sehen es nicht.",
    "Labels: does not exist any more, or you may not see it.",
  ],
  "a lead that is gone": [
    () => admin.leads.update(NIL, { title: "Door" }),
    "Den Lead gibt es nicht mehr. Der Lead wurde gelöscht oder umgewandelt, oder Sie dürfen ihn nicht sehen.",
    "The lead is not there any more. It was deleted or converted, or you may not see it.",
  ],
  "a note on a lead that is gone": [
    () => admin.notes.add({ content: "Hello", lead_id: NIL }),
    "„Lost door“ gibt es nicht mehr. Der Lead wurde gelöscht oder umgewandelt, oder Sie dürfen ihn nicht sehen.",
    "“Lost door” is not there any more. It was deleted or converted, or you may not see it.",
  ],
  "an archived lead": [
    () => admin.leads.update(archived, { title: "Door" }),
    "Der Lead ist archiviert. Legen Sie ihn zuerst in den Eingang zurück.",
    "The lead is archived. Put it back into the inbox first.",
  ],
  "a note of nothing": [
    () => admin.notes.add({ content: "", lead_id: lead }),
    "Text: fehlt noch.",
    "Text: this is needed.",
  ],
  "a note as long as a book": [
    () => admin.notes.add({ content: "x".repeat(110_000), lead_id: lead }),
    "Das ist zu lang: höchstens 100 KB.",
    "That is too long: 100 KB at most.",
  ],
  "a note that is gone": [
    () => admin.notes.update(GONE, { content: "Hello" }),
    "Diese Notiz gibt es nicht mehr.",
    "Note not found",
  ],
  "an activity on no day": [
    () => admin.activities.add(wrong({ subject: "Call", due_date: "soon", lead_id: lead })),
    "Fällig am: muss ein Datum sein.",
    "Due date: must be a date.",
  ],
  "an activity at no time": [
    () => admin.activities.add(wrong({ subject: "Call", due_date: "2030-01-01", due_time: "late" })),
    "Uhrzeit: muss eine Uhrzeit sein, etwa 14:30.",
    "Due time: must be a time, such as 14:30.",
  ],
  "an activity that is gone": [
    () => admin.activities.update(GONE, { done: true }),
    "Diese Aktivität gibt es nicht mehr.",
    "Activity not found",
  ],
  "a person without a name": [
    () => admin.persons.add({ name: "" }),
    "Name: fehlt noch.",
    "Name: this is needed.",
  ],
  "an organization with a long name": [
    () => admin.organizations.add({ name: long }),
    "Name: höchstens 255 Zeichen.",
    "Name: at most 255 characters.",
  ],
  "a person that is gone": [
    () => admin.persons.update(GONE, { name: "Ann" }),
    "Diese Person gibt es nicht mehr, oder Sie sehen sie nicht.",
    "Person not found",
  ],
  "a stage that is gone": [
    () => admin.leads.convert(lead, { stage_id: GONE }),
    "Phase: gibt es nicht mehr, oder Sie sehen es nicht.",
    "Stage: does not exist any more, or you may not see it.",
  ],
  "undoing what nobody knows": [
    () => admin.undo.run(GONE, {}),
    "Das lässt sich nicht mehr rückgängig machen.",
    "Operation not found",
  ],
  "a label without a name": [
    () => admin.labels.add({ name: "", color: "blue" }),
    "Name: fehlt noch.",
    "Name: this is needed.",
  ],
  "a label in no colour": [
    () => admin.labels.add(wrong({ name: "VIP", color: "transparent" })),
    "Farbe: lässt sich so nicht wählen, oder nicht mehr.",
    "Colour: cannot be chosen, or not any more.",
  ],
  "an invitation to no address": [
    () => admin.members.invite({ name: "Cid", email: "cid" }),
    "E-Mail: muss eine E-Mail-Adresse sein.",
    "E-mail: must be an e-mail address.",
  ],
  "a taken address": [
    () => admin.members.invite({ name: "Bob", email: "bob@acme.test" }),
    "Mit der E-Mail-Adresse bob@acme.test gibt es schon jemanden.",
    "There is a user with the e-mail bob@acme.test.",
  ],
  "the last administrator leaving": [
    () => admin.members.update(1, { is_admin: false }),
    "Das ist die letzte Person, die verwaltet: bestimmen Sie zuerst noch jemanden.",
    "This is the last active administrator: make another one first.",
  ],
  "an app whose codes anybody could read": [
    () => admin.apps.add({ name: "App", redirect_uris: ["http://app.example/callback"] }),
    "Adressen: müssen mit https:// beginnen, außer auf dem eigenen Rechner (http://localhost).",
    "Addresses: must begin with https://, but for this very machine (http://localhost).",
  ],
  "a webhook to nowhere": [
    () => admin.webhooks.add(wrong({ subscription_url: "no", event_action: "*", event_object: "*" })),
    "Adresse: muss eine erreichbare Adresse sein, etwa https://example.com/hook.",
    "Address: must be an address that can be reached, such as https://example.com/hook.",
  ],
  "conditions that make no sense": [
    () => admin.inbox.count(wrong({ conditions: "{" })),
    "Bedingungen: passt so nicht.",
    "Conditions: is not valid.",
  ],
  "a filter that is gone": [
    () => admin.inbox.count({ filter_id: GONE }),
    "Der Filter wurde gelöscht, oder Sie dürfen ihn nicht sehen.",
    "The filter was deleted, or you may not see it.",
  ],
  "a short password": [
    () => admin.session.changePassword({ current_password: foyer().adminPassword, new_password: "short" }),
    "Neues Passwort: mindestens 8 Zeichen.",
    "New password: at least 8 characters.",
  ],
  "settings of somebody who is no administrator": [
    () => clerk.members.invite({ name: "Dan", email: "dan@acme.test" }),
    "Das dürfen Sie nicht.",
    "You are not permitted to do this.",
  ],
};

test.each(Object.entries(daily))(
  "%s is refused in the reader's language",
  async (_name, [run, german, english]) => {
    const refused: ApiError = await Promise.resolve(run()).then(
      () => expect.unreachable("it was not refused"),
      (error) => error,
    );
    expect([de, en].map((t) => refusalInWords(t, refused, nameOf))).toEqual([german, english]);
  },
);

/** What only programs meet, which the inbox is none of. */
const forPrograms =
  /^(oauth_|json_|idempotency_|headers_|authorization_|access_token_|media_type_|cursor_|scope_|company_exists|route_|method_|request_malformed|field_read_only|invalid$)/;

test("whatever else the server refuses has German words too", () => {
  const texts = Object.entries<ErrorText>(errors).filter(([code]) => !forPrograms.test(code));
  const untold = texts.filter(([, { status, error }]) => {
    const words = refusalInWords(de, { status, body: { error }, message: "" }, nameOf);
    return words === error || /\b(the|not|is|are)\b/.test(words);
  });
  expect(untold).toEqual([]);
  const bare = (status: number) =>
    refusalInWords(de, { status, body: undefined, message: "Strange" }, nameOf);
  expect([400, 403, 404, 409, 422, 429, 500].map(bare)).not.toContain("Strange");
});
