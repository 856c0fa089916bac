/**
 * Room serving: what a server keeps beside the memory. In: accounts, sessions, tokens, requests that changed something, jobs. Out: who somebody is,
 * what was done, what is to be done. Imports database.
 *
 * @module
 */

import type { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import {
  type Account,
  type ArrivedAccount,
  accounts,
  addAccount,
  arrive,
  depart,
  eraseAccount,
  grant,
  type KeptPassword,
  type NewAccount,
  passwordOf,
  setPassword,
} from "./accounts.ts";
import { type AuditEntry, auditAfter, type NotedEntry, noteAudit } from "./audit.ts";
import type { Grants } from "./grants.ts";
import { countGuess, forgiveGuess, type GuessCount } from "./guesses.ts";
import { dropFiles, type JobBounds, type JobFile, jobFiles } from "./job-files.ts";
import {
  addJob,
  endJob,
  giveBack,
  goOn,
  hasJob,
  type Job,
  job,
  jobs,
  type NewJob,
  type Retried,
  retryJob,
  takeJob,
} from "./jobs.ts";
import {
  beginSession,
  endSession,
  endSessions,
  keepSession,
  type NewSession,
  type SessionOwner,
  sessionOf,
} from "./sessions.ts";
import { addToken, erasePerson, type NewToken, revokeToken, type Token, tokenOf, tokens } from "./tokens.ts";

type Write = <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

/** What a server keeps in the database of its memory; see the functions that each method is named for. */
export class Serving {
  readonly #db: Kysely<Tables>;
  readonly #write: Write;
  readonly #jobFileDays: number;

  /**
   * @param write makes a change, whole and alone
   * @param jobFileDays for which the files of a job that ended are kept
   */
  constructor(db: Kysely<Tables>, write: Write, jobFileDays: number) {
    this.#db = db;
    this.#write = write;
    this.#jobFileDays = jobFileDays;
  }

  tokens(): Promise<Token[]> {
    return tokens(this.#db);
  }

  tokenOf(secret: string): Promise<Token | undefined> {
    return tokenOf(this.#db, secret);
  }

  addToken(token: NewToken): Promise<{ readonly id: string; readonly secret: string }> {
    return this.#write((db) => addToken(db, token));
  }

  revokeToken(id: string): Promise<boolean> {
    return this.#write((db) => revokeToken(db, id));
  }

  erasePerson(name: string): Promise<number> {
    return this.#write((db) => erasePerson(db, name));
  }

  accounts(): Promise<Account[]> {
    return accounts(this.#db);
  }

  passwordOf(name: string): Promise<(KeptPassword & { readonly id: string }) | undefined> {
    return passwordOf(this.#db, name);
  }

  countGuess(counts: readonly GuessCount[], seconds: number): Promise<number | undefined> {
    return this.#write((db) => countGuess(db, counts, seconds));
  }

  forgiveGuess(counts: readonly GuessCount[], cleared: string): Promise<void> {
    return this.#write((db) => forgiveGuess(db, counts, cleared));
  }

  addAccount(account: NewAccount): Promise<string> {
    return this.#write((db) => addAccount(db, account));
  }

  grant(id: string, grants: Grants): Promise<boolean> {
    return this.#write((db) => grant(db, id, grants));
  }

  setPassword(id: string, password: KeptPassword): Promise<boolean> {
    return this.#write((db) => setPassword(db, id, password));
  }

  arrive(account: ArrivedAccount): Promise<string> {
    return this.#write((db) => arrive(db, account));
  }

  depart(person: Pick<ArrivedAccount, "issuer" | "subject">): Promise<void> {
    return this.#write((db) => depart(db, person));
  }

  eraseAccount(id: string): Promise<boolean> {
    return this.#write((db) => eraseAccount(db, id));
  }

  sessionOf(secret: string): Promise<SessionOwner | undefined> {
    return sessionOf(this.#db, secret);
  }

  beginSession(session: NewSession): Promise<{ readonly secret: string }> {
    return this.#write((db) => beginSession(db, session));
  }

  keepSession(secret: string, idleSeconds: number): Promise<void> {
    return this.#write((db) => keepSession(db, secret, idleSeconds));
  }

  endSession(secret: string): Promise<void> {
    return this.#write((db) => endSession(db, secret));
  }

  endSessions(owner?: string): Promise<number> {
    return this.#write((db) => endSessions(db, owner));
  }

  noteAudit(entries: readonly AuditEntry[]): Promise<void> {
    return this.#write((db) => noteAudit(db, entries));
  }

  auditAfter(after?: number): Promise<NotedEntry[]> {
    return auditAfter(this.#db, after);
  }

  addJob(job: NewJob, bounds?: JobBounds): Promise<string> {
    return this.#write((db) => addJob(db, job, bounds));
  }

  jobs(): Promise<Job[]> {
    return jobs(this.#db, this.#jobFileDays);
  }

  job(id: string): Promise<Job | undefined> {
    return job(this.#db, id, this.#jobFileDays);
  }

  jobFiles(id: string): Promise<JobFile[]> {
    return jobFiles(this.#db, id);
  }

  async takeJob(worker: string, seconds: number): Promise<Job | undefined> {
    if (!(await hasJob(this.#db))) return undefined;
    return this.#write((db) => takeJob(db, worker, seconds));
  }

  goOn(id: string, worker: string, seconds: number, progress: Readonly<Record<string, unknown>>): Promise<boolean> {
    return this.#write((db) => goOn(db, id, worker, seconds, progress));
  }

  endJob(...asked: Parameters<typeof endJob> extends [unknown, ...infer Rest] ? Rest : never): Promise<boolean> {
    return this.#write((db) => endJob(db, ...asked));
  }

  giveBack(id: string, worker: string, isCounted = false): Promise<void> {
    return this.#write((db) => giveBack(db, id, worker, isCounted));
  }

  retryJob(id: string, bounds?: JobBounds): Promise<Retried> {
    return this.#write((db) => retryJob(db, id, bounds));
  }

  dropFiles(id: string): Promise<boolean> {
    return this.#write((db) => dropFiles(db, id));
  }
}
