import { join } from "node:path";
import { Memory, ThreadedMemory, type ThreadedOptions } from "@sextant/core/memory";
import { type RunningServer, type ServeOptions, serve } from "@sextant/server";
import { inject } from "vitest";
import { emptyDatabase } from "../setup.ts";

/** An answer, its body read. */
export interface Answer {
  readonly status: number;
  readonly body: any;
  readonly text: string;
  readonly headers: Headers;
}

/** A server of its own, with a memory in threads that holds the corpus; to be closed. */
export interface TestServer extends RunningServer {
  readonly memory: ThreadedMemory;
  ask(path: string, init?: RequestInit): Promise<Answer>;
}

export const ENGINES = ["SQLite", "PostgreSQL"] as const;

/** Where a memory may be made. */
export async function noMemory(engine: (typeof ENGINES)[number], folder: string): Promise<string> {
  return engine === "SQLite" ? join(folder, "memory.sqlite") : emptyDatabase(inject("postgres"));
}

/** A copy of the corpus' memory, that may be written to. */
export async function ownMemory(engine: (typeof ENGINES)[number], folder: string): Promise<string> {
  const location = await noMemory(engine, folder);
  await using corpus = await Memory.open(join(inject("data"), "memory.sqlite"));
  await using own = await Memory.open(location);
  await corpus.maintenance.copyTo(own);
  return location;
}

/** Serves a memory from threads. */
export async function served(
  location: string,
  options: Omit<ServeOptions, "memory"> = {},
  opened: ThreadedOptions = {},
): Promise<TestServer> {
  const memory = await ThreadedMemory.open(location, { readers: 2, ...opened });
  const server = await serve({ memory, port: 0, ...options });
  return {
    address: server.address,
    memory,
    ask: (path, init) => answerOf(server.address + path, init),
    async close() {
      await server.close();
      await memory.close();
    },
  };
}

/** Asks, and reads the answer. */
export async function answerOf(address: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, { redirect: "manual", ...init });
  const text = await response.text();
  const isJson = /[/+]json(?:;|$)/.test(response.headers.get("Content-Type") ?? "");
  return { status: response.status, text, body: isJson && text ? JSON.parse(text) : text, headers: response.headers };
}

/** A request that sends JSON. */
export function json(method: string, body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } };
}
