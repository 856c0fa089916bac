import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { embeddedPostgres } from "./embedded-postgres.ts";
import { unpackedBrowser } from "./web/browser.ts";

// Its exit hook ends a process that is done with code 0, whatever code it was to end with: failed tests would pass. What is
// started here is stopped here; the hook is left to signals.
const others = new Set<unknown>([...process.listeners("beforeExit"), ...process.listeners("exit")]);
const EmbeddedPostgres = await embeddedPostgres();
for (const listener of process.listeners("beforeExit")) if (!others.has(listener)) process.off("beforeExit", listener);
for (const listener of process.listeners("exit")) if (!others.has(listener)) process.off("exit", listener);

/** One free port after the other is taken by another process meanwhile: rare, and rarer each time. */
const PORTS_TRIED = 5;

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with a memory that holds the bundled corpus, aligned anew in this run. Nobody writes to it. */
    data: string;
    /** A PostgreSQL server of this run: address of a database that holds the same memory; nobody writes to it either. */
    postgres: string;
  }
}

export default async function setup(project: TestProject) {
  // The place that the command uses, too. Whatever a test starts, a script or a thread, then compiles nothing that another has compiled.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), "node-compile-cache");
  await unpackedBrowser();
  const data = await mkdtemp(join(tmpdir(), "sextant-test-"));
  const memory = await Memory.open(join(data, "memory.sqlite"));
  for (const id of ["A-RES-67-189", "UDHR"]) {
    const set = await readDocumentSet(corpus(id));
    await memory.documentSets.save(set, alignDocuments(set.versions.map(({ document }) => document)));
  }
  const postgres = await startPostgres(data);
  const copy = await Memory.open(await postgres.database("corpus"));
  await memory.maintenance.copyTo(copy);
  await copy.close();
  await memory.close();
  project.provide("data", data);
  project.provide("postgres", await postgres.database());
  return async () => {
    await postgres.stop();
    await rm(data, { recursive: true, force: true });
  };
}

/**
 * A real PostgreSQL, in a folder of its own, on a free port of loopback.
 *
 * @param settings as its command takes them: `shared_buffers=1GB`
 * @throws {Error} when it does not start, with what it says
 */
export async function startPostgres(folder: string, settings: readonly string[] = []) {
  // As root, the server runs under a user of its own, who must come to its folder.
  await chmod(folder, 0o755);
  return running(join(folder, "postgres"), await started(join(folder, "postgres"), settings));
}

/** A server of {@link startPostgres}. */
export type TestPostgres = Awaited<ReturnType<typeof startPostgres>>;

/** A second PostgreSQL that replicates a first one, by streaming; the first is stopped and started for it. */
export async function startReplica(primary: TestPostgres, folder: string): Promise<TestPostgres> {
  const data = join(folder, "replica");
  await primary.kill();
  // With the owner that it has.
  execFileSync("cp", ["-a", primary.data, data]);
  await writeFile(join(data, "standby.signal"), "");
  await primary.start();
  const { hostname, port, username, password } = new URL(await primary.database());
  const primaryAddress = `host=${hostname} port=${port} user=${username} password=${password}`;
  return running(data, await started(data, [`primary_conninfo=${primaryAddress}`], false));
}

function running(data: string, { start, server, port, said }: Awaited<ReturnType<typeof started>>) {
  const address = (name: string): string => `postgres://sextant:sextant@127.0.0.1:${port}/${name}`;
  return {
    async stop() {
      // One that has ended by itself would be waited for.
      if (existsSync(join(data, "postmaster.pid"))) await server.stop();
    },
    /** Where it keeps what it holds. */
    data,
    /** Ends all of its processes at once, as a power cut does; {@link start} then starts it again. */
    kill: () => killTree(data),
    async start() {
      said.length = 0;
      await start().catch(() => {
        throw new Error(`PostgreSQL does not start again: ${said.join("")}`);
      });
    },
    /** Makes a database; without a name, the address of the corpus'. */
    async database(name?: string): Promise<string> {
      if (name !== undefined) await server.createDatabase(name);
      return address(name ?? "corpus");
    },
  };
}

/** Starts a server. The port that was free may be another's by then: another one is tried. */
async function started(databaseDir: string, settings: readonly string[], isNew = true) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const said: string[] = [];
    let isReplica = (): void => {};
    const server = new EmbeddedPostgres({
      databaseDir,
      user: "sextant",
      password: "sextant",
      port,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: settings.flatMap((setting) => ["-c", setting]),
      initdbFlags: ["--encoding=UTF8", "--locale=C"],
      onLog(line) {
        said.push(line);
        if (String(line).includes("ready to accept read-only connections")) isReplica();
      },
      onError: () => {},
    });
    if (isNew && attempt === 1) await server.initialise();
    said.length = 0;
    // The package waits for what only a primary says.
    const start = (): Promise<void> => {
      const replica = Promise.withResolvers<void>();
      isReplica = replica.resolve;
      return Promise.race([server.start(), replica.promise]);
    };
    try {
      await start();
      return { start, server, port, said };
    } catch (cause) {
      if (attempt >= PORTS_TRIED) throw new Error(`PostgreSQL does not start: ${said.join("")}`, { cause });
    }
  }
}

/** Kills a server and its processes, and waits for their end. */
async function killTree(data: string): Promise<void> {
  const file = join(data, "postmaster.pid");
  const first = Number.parseInt(await readFile(file, "utf8"), 10);
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = all.map((line) => line.trim().split(/\s+/).map(Number));
  const own = [first, ...pairs.flatMap(([pid = 0, parent]) => (parent === first ? [pid] : []))];
  for (const pid of own) end(pid, "SIGKILL");
  while (own.some((pid) => end(pid, 0))) await setTimeout(10);
  await rm(file);
}

/** Sends a signal; 0 only asks. @returns whether there is such a process */
function end(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Makes a database beside the one of an address, empty or a copy of another one, and gives its address. */
export async function emptyDatabase(beside: string, template = "template0"): Promise<string> {
  const client = new pg.Client({ connectionString: beside });
  await client.connect();
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`;
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  const url = new URL(beside);
  url.pathname = `/${name}`;
  return url.href;
}

/** A folder of the bundled corpus. */
export function corpus(id: string): string {
  return join(import.meta.dirname, "../corpus", id);
}
