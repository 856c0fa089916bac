import type { AuditEntry, ServingCalls } from "@sextant/core/memory";
import type { MiddlewareHandler } from "hono";
import type { Environment } from "../environment.ts";
import { changes } from "./guard.ts";
import { CALLBACK } from "./provider.ts";

/** Entries are written together, at the latest after so long; more than so many that wait are too many to keep. */
const WAIT_MS = 250;
const MAX_WAITING = 10_000;
const MAX_PATH = 500;

/** The log of who changed what, in the memory's database: whom, when, which address, and how it was answered; no texts. */
export class AuditLog {
  readonly #serving: Pick<ServingCalls, "noteAudit">;
  readonly #onError: (error: Error) => void;
  #waiting: AuditEntry[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(serving: Pick<ServingCalls, "noteAudit">, onError: (error: Error) => void) {
    this.#serving = serving;
    this.#onError = onError;
  }

  /** Notes each request that changed something, or was to; and who came by way of a provider. */
  readonly middleware: MiddlewareHandler<Environment> = async (c, next) => {
    await next();
    if (!changes(c) && c.req.path !== CALLBACK) return;
    const who = c.get("identity")?.id ?? "nobody";
    const { method, path } = c.req;
    const at = new Date().toISOString();
    this.#add({
      at,
      who,
      method,
      path: path.slice(0, MAX_PATH).toWellFormed(),
      status: c.res.status,
      request: c.get("requestId"),
    });
  };

  #add(entry: AuditEntry): void {
    if (this.#waiting.length >= MAX_WAITING)
      this.#onError(new Error("the audit log cannot be written, and lost an entry"));
    else this.#waiting.push(entry);
    this.#timer ??= setTimeout(() => void this.flush(), WAIT_MS);
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = this.#waiting;
    this.#waiting = [];
    try {
      await this.#serving.noteAudit(entries);
    } catch (error) {
      this.#onError(error as Error);
      this.#waiting.unshift(...entries);
      this.#timer ??= setTimeout(() => void this.flush(), 20 * WAIT_MS);
    }
  }
}
