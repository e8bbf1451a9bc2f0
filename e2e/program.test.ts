import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { NODE_22, runProgram, startProgram, temporaryFolder } from "./support/program.ts";

const READY = /Foyer is ready at (http:\/\/\S+)/;

/** Starts `foyer serve` on a free port and waits until it says that it is ready. */
async function serve(
  cwd: string,
  env: Record<string, string> = {},
  args: readonly string[] = [],
  node?: string,
) {
  const program = startProgram(["serve", "--port", "0", ...args], { cwd, env, ...(node && { node }) });
  let stdout = "";
  program.child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  while (!READY.test(stdout) && program.child.exitCode === null) await delay(20);
  const url = READY.exec(stdout)?.[1];
  if (!url) throw new Error((await program.ended).stderr);
  const stop = async () => {
    program.child.kill("SIGTERM");
    return program.ended;
  };
  return { ...program, url, greeting: stdout, stop };
}

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body by asserting it
const get = async (url: string, token: string): Promise<any> =>
  (await fetch(url, { headers: { "x-api-token": token } })).json();

test("the first start makes a company and says how to begin; later starts do not", async () => {
  await using folder = await temporaryFolder();
  const first = await serve(folder.path);
  const token = /API token\s+([0-9a-f]{40})/.exec(first.greeting)?.[1] ?? "";
  expect(first.greeting).toMatch(/http:\/\/127\.0\.0\.1:\d+\/foyer\/sign-in\?code=[\w-]{43}/);
  expect(await get(`${first.url}/v1/users/me`, token)).toMatchObject({ data: { company_domain: "foyer" } });
  expect((await get(`${first.url}/v1/leadLabels`, token)).data).toHaveLength(3);
  expect(await (await fetch(`${first.url}/foyer/health`)).json()).toMatchObject({ data: { status: "ok" } });
  const ended = await first.stop();
  expect(ended.code).toBe(0);
  expect(ended.stderr).not.toContain(token);

  const second = await serve(folder.path);
  expect(second.greeting.trim()).toBe(`Foyer is ready at ${second.url}`);
  expect((await get(`${second.url}/v1/leadLabels`, token)).data).toHaveLength(3);
  const { stderr } = await second.stop();
  expect(stderr, "nothing is said before it is ready").toMatch(/^\{[^\n]*"msg":"SIGTERM/);
});

test("Node 22 runs it as well, and nothing of it is refused", async () => {
  await using folder = await temporaryFolder();
  const token = "t".repeat(40);
  const foyer = await serve(folder.path, { FOYER_API_TOKEN: token, FOYER_LOG: "error" }, [], NODE_22);
  expect((await get(`${foyer.url}/v1/users/me`, token)).success).toBe(true);
  expect(await foyer.stop()).toMatchObject({ code: 0, stderr: "" });
});

test("settings of the first run come from the environment", async () => {
  await using folder = await temporaryFolder();
  const token = "an-api-token-of-my-own_0123456789";
  const foyer = await serve(folder.path, {
    FOYER_API_TOKEN: token,
    FOYER_COMPANY_DOMAIN: "acme",
    FOYER_COMPANY_NAME: "Acme Ltd",
    FOYER_ADMIN_EMAIL: "ann@acme.test",
    FOYER_ADMIN_PASSWORD: "correct horse",
  });
  const me = await get(`${foyer.url}/v1/users/me`, token);
  expect(me.data).toMatchObject({ company_domain: "acme", company_name: "Acme Ltd", email: "ann@acme.test" });
  const { stdout, stderr } = await foyer.stop();
  expect(stdout + stderr).not.toContain("correct horse");
});

test("SIGTERM answers what is in flight, then ends with 0; nothing acknowledged is lost", async () => {
  await using folder = await temporaryFolder();
  const token = "t".repeat(40);
  const foyer = await serve(folder.path, { FOYER_API_TOKEN: token });
  const add = (name: string) =>
    fetch(`${foyer.url}/v1/leadLabels`, {
      method: "POST",
      headers: { "x-api-token": token, "content-type": "application/json" },
      body: JSON.stringify({ name, color: "red" }),
    });
  await add("warm-up");
  const inFlight = Array.from({ length: 40 }, (_, index) =>
    add(`Label ${index}`).then(
      (answer) => answer.status,
      () => 0,
    ),
  );
  await delay(5);
  const { code } = await foyer.stop();
  const statuses = await Promise.all(inFlight);
  expect(code).toBe(0);
  const again = await serve(folder.path);
  const labels = (await get(`${again.url}/v1/leadLabels`, token)).data;
  expect(labels.length).toBeGreaterThanOrEqual(4 + statuses.filter((status) => status === 200).length);
  expect(statuses.filter((status) => status !== 200 && status !== 0)).toEqual([]);
  await again.stop();
});

test("a taken port is one clear line and exit code 1", async () => {
  await using folder = await temporaryFolder();
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const { code, stderr } = await runProgram(["serve", "--port", String(port), "--log", "silent"], {
    cwd: folder.path,
  });
  expect(code).toBe(1);
  expect(stderr).toBe(
    `foyer: Cannot listen on 127.0.0.1:${port}: the port is taken. Stop what uses it, or choose another with --port (0 picks a free one).\n`,
  );
  taken.close();
});

test.each([
  ["a folder that cannot be made", "sqlite:file/foyer.db", /part of the path is a file, not a folder/],
  [
    "a folder where none can be made",
    "sqlite:/proc/nowhere/foyer.db",
    /the folder is not there, and cannot be made/,
  ],
  ["a file that is no database", "sqlite:file", /not a SQLite database/],
  ["a PostgreSQL that is not there", "postgres://foyer:secret@127.0.0.1:1/foyer", /Is PostgreSQL running/],
])("%s is one clear line and exit code 1", async (_what, database, reason) => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "file"), "This is a text file and no database.".repeat(100));
  const { code, stderr } = await runProgram(["serve", "--database", database], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^foyer: Cannot open the database [^\n]*\n$/);
  expect(stderr).toMatch(reason);
  expect(stderr).not.toContain("secret");
});

test("every mistake in the settings is listed at once", async () => {
  await using folder = await temporaryFolder();
  const env = {
    FOYER_PORT: "99999",
    FOYER_LOG: "loud",
    FOYER_COMPANY_DOMAIN: "Not A Domain",
    FOYER_API_TOKEN: "short",
  };
  const { code, stderr } = await runProgram(["serve", "--database", "mysql://x"], { cwd: folder.path, env });
  expect(code).toBe(1);
  for (const name of ["FOYER_DATABASE_URL", ...Object.keys(env)]) expect(stderr).toContain(name);
  const unknown = await runProgram(["serve", "--colour", "red"], { cwd: folder.path });
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining("--colour")]);
});

test("users and tokens are administered on the command line", async () => {
  await using folder = await temporaryFolder();
  const token = "t".repeat(40);
  const foyer = await serve(folder.path, { FOYER_API_TOKEN: token });
  const run = (...args: string[]) => runProgram(args, { cwd: folder.path });
  const added = JSON.parse((await run("user", "add", "bob@acme.test", "--name", "Bob", "--json")).stdout);
  expect(added).toMatchObject({ id: 2, email: "bob@acme.test" });
  const listed = await run("user", "list");
  expect(listed.stdout).toMatch(/2\s+Bob\s+bob@acme\.test\s+yes/);

  const made = JSON.parse(
    (await run("token", "create", "bob@acme.test", "--scopes", "leads:read", "--json")).stdout,
  );
  const asBob = (path: string) => fetch(foyer.url + path, { headers: { "x-api-token": made.token } });
  expect((await asBob("/v1/leads")).status).toBe(200);
  expect((await asBob("/v1/users")).status).toBe(403);
  expect((await run("token", "list")).stdout).not.toContain(made.token);
  await run("token", "revoke", String(made.id));
  await delay(1_100); // the owner of a token is remembered for a second
  expect((await asBob("/v1/leads")).status).toBe(401);

  await run("user", "deactivate", "bob@acme.test");
  const me = await get(`${foyer.url}/v1/users/2`, token);
  expect(me.data.active_flag).toBe(false);
  const wrong = await run("user", "deactivate", "nobody@acme.test");
  expect([wrong.code, wrong.stderr]).toEqual([
    1,
    "foyer: My company has no user nobody@acme.test. See: foyer user list\n",
  ]);
  await foyer.stop();
});

test("a sign-in link is to where it is said that Foyer runs, and opens it", async () => {
  await using folder = await temporaryFolder();
  const foyer = await serve(folder.path, { FOYER_ADMIN_EMAIL: "ann@acme.test" });
  const { port, origin } = new URL(foyer.url);
  const run = async (env: Record<string, string>, ...args: string[]) =>
    (await runProgram(["user", ...args], { cwd: folder.path, env })).stdout;
  const linkTo = (address: string) =>
    new RegExp(`^\\S.* ${address} .*\\n\\n  ${address}/foyer/sign-in\\?code=\\S+\\n$`);
  for (const [env, args, address] of [
    [{}, [], "http://127.0.0.1:8080"],
    [{}, ["--port", port], origin],
    [{ FOYER_PORT: port }, [], origin],
    [{ FOYER_PORT: port }, ["--public-url", "https://foyer.example/"], "https://foyer.example"],
  ] as const)
    expect(await run(env, "link", "ann@acme.test", ...args)).toMatch(linkTo(address));
  expect(await run({}, "add", "bob@acme.test", "--port", port)).toMatch(linkTo(origin));
  const { link } = JSON.parse(await run({}, "link", "ann@acme.test", "--port", port, "--json"));
  expect((await fetch(link)).status).toBe(200);
  await foyer.stop();
});

test("apps are made, listed and removed on the command line", async () => {
  await using folder = await temporaryFolder();
  const foyer = await serve(folder.path);
  const run = (...args: string[]) => runProgram(["app", ...args], { cwd: folder.path });
  const create = ["create", "--name", "CRM sync", "--redirect-uri", "https://app.example/cb"];
  const { stdout } = await run(
    ...create,
    "--redirect-uri",
    "https://b.example",
    "--scopes",
    "leads:read",
    "--json",
  );
  const made = JSON.parse(stdout);
  expect(made).toMatchObject({ id: 1, scopes: ["base", "leads:read"], client_secret: expect.any(String) });
  const listed = await run("list");
  expect(listed.stdout).toContain(made.client_id);
  expect(listed.stdout).not.toContain(made.client_secret);
  expect((await run(...create)).stdout).toMatch(/client_secret {2}[0-9a-f]{40}/);
  expect((await run("remove", "1")).stdout).toContain("Removed app 1");
  for (const wrong of [
    ["remove", "1"],
    ["create", "--name", "x"],
    [...create, "--scopes", "all"],
  ])
    expect((await run(...wrong)).code).toBe(1);
  const script = await run("create", "--name", "x", "--redirect-uri", "javascript:alert(1)");
  expect(script.stderr).toContain("must begin with https://");
  await foyer.stop();
});

test("--version is the version of the package", async () => {
  const { default: release } = await import("../packages/server/package.json", { with: { type: "json" } });
  for (const flag of ["--version", "-v"])
    expect(await runProgram([flag])).toEqual({ code: 0, stdout: `${release.version}\n`, stderr: "" });
});

test("help is there for every command, and an unknown one ends with 1", async () => {
  const overview = await runProgram(["help"]);
  expect(overview.code).toBe(0);
  for (const command of ["serve", "user", "token", "app", "seed"]) {
    expect(overview.stdout).toContain(command);
    expect((await runProgram([command, "--help"])).stdout).toContain(`foyer ${command}`);
  }
  const dance = await runProgram(["dance"]);
  expect([dance.code, dance.stdout]).toEqual([1, ""]);
  expect(dance.stderr).toBe(
    "foyer: There is no command dance. Commands: serve, seed, user, app, token, types. See: foyer --help\n",
  );
});

test.each([
  [["serve", "--colour", "red"], "Unknown option '--colour'. See: foyer serve --help"],
  [["--colour", "red"], "Unknown option '--colour'. See: foyer serve --help"],
  [["user", "list", "--nope"], "Unknown option '--nope'. See: foyer user --help"],
  [["seed", "--leads", "-1"], "Option '--leads' argument is ambiguous. See: foyer seed --help"],
  [["types", "--nope"], "Unknown option '--nope'. See: foyer types --help"],
  [["token", "create"], "foyer token create needs the e-mail address of a user. See: foyer user list"],
])("what is wrong with foyer %j is said in one line", async (args, told) => {
  await using folder = await temporaryFolder();
  const foyer = await serve(folder.path);
  await foyer.stop();
  const { code, stderr } = await runProgram(args, { cwd: folder.path });
  expect([code, stderr]).toEqual([1, `foyer: ${told}\n`]);
});
