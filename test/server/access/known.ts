import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { type KnownOptions, knownAccess, type ServeOptions, serve } from "@sextant/server";
import type { ENGINES } from "../asking.ts";
import { type Answer, json, ownMemory } from "../asking.ts";

/** A server that asks who somebody is, on a memory of its own that holds the corpus; to be closed. */
export interface GuardedServer {
  readonly address: string;
  readonly memory: ThreadedMemory;
  /** @param secret a token, or a cookie as a browser sends it */
  ask(path: string, secret?: string, init?: RequestInit): Promise<Answer>;
  /** Signs in. @returns the answer, and the cookie that a browser sends from then on */
  signIn(asked: object): Promise<Answer & { readonly cookie: string }>;
  close(): Promise<void>;
}

/** Starts one; `options` says how sessions end, and who signs in elsewhere. */
export async function guarded(
  engine: (typeof ENGINES)[number],
  options: KnownOptions & { readonly serve?: Partial<ServeOptions> } = {},
): Promise<GuardedServer> {
  const folder = await mkdtemp(join(tmpdir(), "sextant-guarded-"));
  const memory = await ThreadedMemory.open(await ownMemory(engine, folder), { readers: 1 });
  const access = knownAccess("tokens", memory.serving, options);
  const server = await serve({ memory, port: 0, access, ...options.serve });
  const ask: GuardedServer["ask"] = async (path, secret, init = {}) => {
    const known = secret?.startsWith("sxt_") ? { Authorization: `Bearer ${secret}` } : secret && { Cookie: secret };
    const headers = { ...known, ...(init.headers as Record<string, string>) };
    const response = await fetch(server.address + path, { redirect: "manual", ...init, headers });
    const text = await response.text();
    const isJson = /[/+]json(?:;|$)/.test(response.headers.get("Content-Type") ?? "");
    return { status: response.status, text, body: isJson && text ? JSON.parse(text) : text, headers: response.headers };
  };
  return {
    address: server.address,
    memory,
    ask,
    async signIn(asked) {
      const answer = await ask("/api/session", undefined, json("POST", asked));
      return { ...answer, cookie: cookieIn(answer.headers) };
    },
    async close() {
      await server.close();
      await memory.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The cookies that an answer sets, as a browser sends them. */
export const cookieIn = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
