import type { FastifyBaseLogger } from "fastify";
import type { Storage } from "../storage/open.ts";
import { type AttemptDeps, actorOf, attemptDelivery, changesOf } from "./attempt.ts";
import type { EventRow } from "./deliveries.store.ts";
import { createIntake, WINDOW } from "./intake.ts";
import { createJournal } from "./journal.ts";
import { forgetDeliveries } from "./webhook-commands.ts";
import type { Subscription } from "./webhooks.store.ts";
import { createWindow, type Delivery } from "./window.ts";

/** Deliveries of one webhook under way at once: a slow receiver takes no more than these. */
const AT_ONCE = 8;
/** When a delivery is tried again that failed by a fault of ours, such as a database that is away. */
const OWN_FAULT_MS = 3_000;

/** How long the delivery log reaches back. */
const LOG_MS = 30 * 24 * 60 * 60 * 1_000;

export type RunnerDeps = AttemptDeps & { storage: Storage; logger: FastifyBaseLogger };

/**
 * Delivers one webhook's events, in the order of each thing. What it holds in memory may vanish: the log, the
 * webhook's position and the rows of its deliveries say where to go on.
 */
export class Runner {
  readonly #deps: RunnerDeps;
  readonly #window = createWindow();
  readonly #ending = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #intake: ReturnType<typeof createIntake>;
  readonly #journal: ReturnType<typeof createJournal>;
  #webhook: Subscription;
  #advancing: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: RunnerDeps, webhook: Subscription) {
    this.#deps = deps;
    this.#webhook = webhook;
    const window = this.#window;
    const unwritten = () => this.#journal.pending();
    this.#intake = createIntake(deps.db, { webhook, window, unwritten });
    this.#journal = createJournal(deps, {
      webhook,
      actor: actorOf(webhook),
      position: this.#intake.position,
    });
  }

  /** Looks for what is to be done. */
  advance = (): void => {
    this.#again = true;
    if (this.#ending.signal.aborted) return;
    this.#advancing ??= this.#advanceAll()
      .catch((error: unknown) => this.#complain(error, "the event log is not read"))
      .finally(() => (this.#advancing = undefined));
  };

  /** Takes over what was changed of the webhook elsewhere. */
  refresh(webhook: Subscription): void {
    if (webhook.replays !== this.#webhook.replays) this.#journal.liftBan(); // whoever asks for it wants it now
    this.#webhook = webhook;
    this.advance();
  }

  /** Forgets old deliveries. Answers whether there may be more to forget. */
  forget(): Promise<boolean> {
    const old = { webhook: this.#webhook.id, before: this.#deps.clock() - LOG_MS };
    return this.#deps.storage.run(forgetDeliveries, actorOf(this.#webhook), old);
  }

  /** Waits until nothing is to be done now. */
  async settled(): Promise<void> {
    const journal = this.#journal;
    while (this.#advancing || this.#underWay.size > 0 || journal.isWriting())
      await Promise.all([this.#advancing, ...this.#underWay, journal.settled()]);
  }

  /** Ends what is under way, which is then sent again next time, and writes down the rest. */
  async stop(): Promise<void> {
    this.#ending.abort();
    clearTimeout(this.#timer);
    await this.settled();
    this.#journal.write();
    await this.settled();
  }

  async #advanceAll(): Promise<void> {
    do {
      this.#again = false;
      await this.#intake.fill(this.#webhook.replays);
      this.#start();
    } while (this.#again && !this.#ending.signal.aborted);
    this.#journal.write();
  }

  #start(): void {
    const now = this.#deps.clock();
    clearTimeout(this.#timer);
    const isHeldUp = this.#journal.isBanned(now) || this.#journal.unwritten > WINDOW;
    if (this.#ending.signal.aborted || isHeldUp) return;
    const { ready, next } = this.#window.startable(now, AT_ONCE - this.#underWay.size);
    for (const delivery of ready) this.#run(delivery);
    if (next !== undefined) this.#timer = setTimeout(this.advance, Math.max(next - now, 0)).unref();
  }

  #run(delivery: Delivery): void {
    delivery.running = true;
    const work = this.#deliver(delivery)
      .catch((error: unknown) => {
        if (this.#ending.signal.aborted) return;
        delivery.due = this.#deps.clock() + OWN_FAULT_MS;
        this.#complain(error, "a delivery could not be made");
      })
      .finally(() => {
        delivery.running = false;
        this.#underWay.delete(work);
        this.advance();
      });
    this.#underWay.add(work);
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const change = delivery.change ?? (await this.#workOut(delivery));
    const webhook = this.#webhook;
    const attempt = delivery.attempts + 1;
    const about = { webhook, event: delivery.event, attempt, signal: this.#ending.signal };
    const attempted = change && (await attemptDelivery(this.#deps, { ...about, change }));
    if (!attempted || attempted.skipped) {
      this.#window.settle(delivery);
      if (delivery.isReplay) this.#journal.noteSkipped(delivery.event.seq);
      return;
    }
    delivery.attempts = attempt;
    const next = this.#journal.note(delivery, attempted);
    if (next === undefined) this.#window.settle(delivery);
    else delivery.due = next;
  }

  /** Works out every open event of the thing at once: the changes since are undone once for all of them. */
  async #workOut(delivery: Delivery): Promise<Delivery["change"]> {
    const alike = this.#window.alike(delivery);
    const events = alike.map(({ event }) => event) as [EventRow, ...EventRow[]]; // itself at least
    const changes = await changesOf(this.#deps, this.#webhook.company_id, events);
    for (const one of alike) {
      const change = changes.get(one.event.seq);
      if (change) one.change = change;
    }
    return delivery.change;
  }

  #complain(error: unknown, what: string): void {
    const { company_id, id } = this.#webhook;
    this.#deps.logger.error({ err: error, company: company_id, webhook: id }, what);
  }
}
