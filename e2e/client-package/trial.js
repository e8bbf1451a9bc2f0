import { createClient, createOAuth, isNotFound, readWebhook, testWebhook } from "@leadfoyer/client";

/** What the client promises wherever it runs: calls, pages, errors, deadlines and cryptography. */
export async function trial({ baseUrl, token }) {
  const foyer = createClient({ baseUrl, token });
  const { id: person_id } = await foyer.persons.add({ name: "Ann Example" });
  const lead = { title: "Blue door", person_id };
  const idempotencyKey = crypto.randomUUID();
  const added = await foyer.leads.add(lead, { idempotencyKey });
  const again = await foyer.leads.add(lead, { idempotencyKey });
  const titles = [];
  for await (const { title } of foyer.leads.list({ person_id, limit: 1 })) titles.push(title);
  await foyer.leads.delete(added.id);

  const secret = `whsec_${btoa("a secret of 24 bytes....")}`;
  const created = { entity: "lead", action: "create", data: added, previous: null };
  const { data } = await readWebhook(await testWebhook(created, { url: `${baseUrl}/hook`, secret }), {
    secret,
  });
  const oauth = createOAuth({ clientId: "id", redirectUri: "https://app.test/back", host: baseUrl });
  return {
    once: added.id === again.id,
    titles,
    missing: await foyer.leads.get(added.id).catch((error) => isNotFound(error) && error.name),
    ended: await foyer.users.me({ signal: AbortSignal.abort() }).catch((error) => error.name),
    webhook: data.title,
    challenge: new URL((await oauth.authorize()).url).searchParams.get("code_challenge_method"),
  };
}
