import { parentPort, workerData } from "node:worker_threads";
import "./apps/apps.service.ts";
import "./activities/activities.service.ts";
import "./activities/activity-types.service.ts";
import "./companies/companies.service.ts";
import "./fields/fields.service.ts";
import "./filters/filters.service.ts";
import "./followers/followers.service.ts";
import "./idempotency/idempotency.service.ts";
import "./labels/labels.service.ts";
import "./leads/leads.service.ts";
import "./notes/note-comments.service.ts";
import "./notes/notes.service.ts";
import "./oauth/oauth.service.ts";
import "./organizations/organizations.service.ts";
import "./permissions/permissions.service.ts";
import "./persons/persons.service.ts";
import "./roles/roles.service.ts";
import "./search/search-fill.ts";
import "./seed/seed.commands.ts";
import "./sign-in/sign-in.service.ts";
import "./tokens/tokens.service.ts";
import "./users/users.service.ts";
import "./webhooks/webhook-commands.ts";
import { serveWriter } from "./storage/thread-executor.ts";

/** The writer thread: the same commands as the main thread's services, and a connection to run them on. */
if (!parentPort) throw new Error("writer.ts runs as a worker thread");
serveWriter(parentPort, (workerData as { file: string }).file);
