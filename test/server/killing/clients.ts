import { setTimeout } from "node:timers/promises";
import { json } from "../asking.ts";
import type { Process } from "./processes.ts";

/** What each import job brings. */
export const JOB_UNITS = 20;
/** Milliseconds between two questions, changes, uploads. */
const [READ_MS, WRITE_MS, UPLOAD_MS] = [20, 50, 1500];

/** Clients that ask, change and upload until they are ended; each goes to the other server where one does not answer. */
export class Clients {
  readonly #servers: readonly Process[];
  readonly #running: Promise<void>[];
  #isEnding = false;
  /** What was acknowledged: texts that were added, and jobs with the document sets that they make. */
  readonly texts: string[] = [];
  readonly jobs: { readonly id: string; readonly documentSet: string }[] = [];
  /** When a reader was last answered, and the longest time for which none was, in ms. */
  answered = performance.now();
  longest = 0;

  constructor(servers: readonly Process[]) {
    this.#servers = servers;
    this.#running = [
      this.#endlessly(READ_MS, () => this.#read()),
      this.#endlessly(WRITE_MS, (n) => this.#write(n)),
      this.#endlessly(UPLOAD_MS, (n) => this.#upload(n)),
    ];
  }

  async #endlessly(pause: number, step: (n: number) => Promise<void>): Promise<void> {
    for (let n = 0; !this.#isEnding; n++) {
      await step(n);
      await setTimeout(pause);
    }
  }

  /** Asks a server, and the other where it does not answer. */
  async #ask(n: number, path: string, init: RequestInit = {}): Promise<Response | undefined> {
    for (let tries = 0; tries < this.#servers.length; tries++) {
      const { address } = this.#servers[(n + tries) % this.#servers.length] as Process;
      if (address === undefined) continue;
      try {
        const response = await fetch(address + path, { ...init, signal: AbortSignal.timeout(10_000) });
        if (response.ok) return response;
        await response.body?.cancel();
      } catch {
        // Killed while it was asked.
      }
      // A change that nobody acknowledged may have been made: it is not asked for again.
      if (init.method !== undefined) return undefined;
    }
    return undefined;
  }

  async #read(): Promise<void> {
    const response = await this.#ask(0, "/api/lookup?text=Base%20text%20number%207&source=en&target=fr");
    if (response === undefined || (await response.text()).length < 10) return;
    this.longest = Math.max(this.longest, performance.now() - this.answered);
    this.answered = performance.now();
  }

  async #write(n: number): Promise<void> {
    const source = `Acknowledged text number ${n}`;
    const init = json("PUT", { source, target: `Texte confirmé numéro ${n}` });
    if (await this.#ask(n, `/api/v1/en/fr/unit/${encodeURIComponent(source)}`, init)) this.texts.push(source);
  }

  async #upload(n: number): Promise<void> {
    const documentSet = `job-${n}`;
    const lines = Array.from({ length: JOB_UNITS }, (_, at) => `Job ${n}, text ${at}\tTravail ${n}, texte ${at}\n`);
    const form = new FormData();
    form.append("id", documentSet);
    form.append("file", new File([`en\tfr\n${lines.join("")}`], `${documentSet}.tsv`));
    const response = await this.#ask(n, "/api/jobs/import", { method: "POST", body: form });
    const { id } = ((await response?.json().catch(() => undefined)) ?? {}) as { id?: string };
    if (id !== undefined) this.jobs.push({ id, documentSet });
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    await Promise.all(this.#running);
  }
}
