import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadedMemory } from "@sextant/core/memory";
import { knownAccess, type RunningServer, serve } from "@sextant/server";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../setup.ts";
import { ENGINES, json } from "../asking.ts";
import { type Described, type Route, routesOf } from "../described/document.ts";
import { type Asked, type Known, requestsOf } from "../described/inputs.ts";

/** Memories, each with a word that stands in its texts and nowhere else; who asks does not know it. */
const MEMORIES = ["Treaties", "Budget", "Staff"] as const;
type Name = (typeof MEMORIES)[number];
const MARKER: Readonly<Record<Name, string>> = { Treaties: "Quintessa", Budget: "Zephyrine", Staff: "Ombrage" };
const SET: Readonly<Record<Name, string>> = { Treaties: "set-a", Budget: "set-b", Staff: "set-c" };
const SENTENCES = 6;
/** Grants that are tried with each engine, and requests of each route for each. */
const GRANTS = 2;
const REQUESTS = 5;
const SLOW = { routes: /compare|reuse|export|tmx|findings/, requests: 2 };

/** What is asked is what all memories say, but for their words. */
const asked = (at: number): string => `The vessel reached harbour number ${at} before the heavy storm began.`;
const KNOWN: Known = {
  // Ids of units, which count up, beside those of document sets.
  id: [...Object.values(SET), "1", String(SENTENCES + 1), String(2 * SENTENCES + 1)],
  documentSet: Object.values(SET),
  language: ["en"],
  languages: ["en,fr", "fr,en"],
  source: ["en"],
  target: ["fr"],
  from: ["en"],
  to: ["fr"],
  mark: ["fr"],
  q: ["vessel reached", "storm"],
  text: [asked(1), asked(2)],
  texts: [asked(1), asked(2)],
  memories: [...MEMORIES, MEMORIES.join(",")],
  sets: [Object.values(SET).join(","), "set-a"],
  name: [...MEMORIES],
  threshold: ["50"],
  least: ["1"],
  position: ["0", "1"],
};

const sentence = encodeURIComponent(asked(1));
/** What other tools ask. */
const OTHERS: readonly Asked[] = [
  ...["/tmserver", "/api/v1"].flatMap((base) => [
    `${base}/languages/`,
    `${base}/en/fr/unit/${sentence}?min_similarity=50&max_candidates=30`,
  ]),
  `/get?q=${sentence}&langpair=en|fr&numres=50`,
  `/get?q=${sentence}&langpair=en|fr&of=tmx`,
  `/search/en/fr?q=${sentence}&threshold=50`,
  "/metrics",
]
  .map((path): Asked => ({ path, init: {} }))
  .concat({
    path: "/api/memory/lookup/",
    init: json("POST", { source_language: "en", target_language: "fr", strings: [asked(1)] }),
  });

describe.each(ENGINES)("memories that are not for everybody, in %s", (engine) => {
  let folder: string;
  let memory: ThreadedMemory;
  let server: RunningServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sextant-visible-"));
    const location = engine === "SQLite" ? join(folder, "memory.sqlite") : await emptyDatabase(inject("postgres"));
    memory = await ThreadedMemory.open(location, { readers: 2 });
    for (const name of MEMORIES) {
      const units = Array.from({ length: SENTENCES }, (_, at) => ({
        variants: {
          en: `${asked(at)} ${MARKER[name]}`,
          fr: `Le navire ${MARKER[name]} atteignit le port numéro ${at}.`,
        },
      }));
      await memory
        .writing()
        .documentSets.add({ id: SET[name], symbol: SET[name], source: `of ${MARKER[name]}`, memory: name }, units);
    }
    server = await serve({ memory, port: 0, access: knownAccess("tokens", memory.serving) });
  });
  afterAll(async () => {
    await server.close();
    await memory.close();
    await rm(folder, { recursive: true });
  });

  /** What an answer says of memories, by the words that stand in their texts, and their names unless it was asked for them. */
  async function told(cookie: string, { path, init }: Asked): Promise<readonly string[]> {
    const headers = { ...(init.headers as object), Cookie: cookie };
    const response = await fetch(server.address + path, { ...init, headers, redirect: "manual" });
    const text = `${await response.text()} ${[...response.headers].join(" ")}`;
    const question = decodeURIComponent(path.replace(/%(?![\da-f]{2})/gi, "")) + String(init.body ?? "");
    return MEMORIES.filter(
      (name) => text.includes(MARKER[name]) || (text.includes(`"${name}"`) && !question.includes(name)),
    );
  }

  async function signedIn(memories: readonly Name[]): Promise<string> {
    // Admins of what they may see: nothing is refused for want of a role.
    const grants = Object.fromEntries(memories.map((name) => [name, "admin"]));
    const account = await memory.serving.addAccount({
      ...{ name: crypto.randomUUID(), password: { hash: "none" }, memories: grants },
    });
    const { secret } = await memory.serving.beginSession({ of: { account }, idleSeconds: 600, maxSeconds: 600 });
    return `sextant_session=${secret}`;
  }

  test("no answer of any route says a word of a memory that was not granted", async () => {
    const described: Described = await (
      await fetch(`${server.address}/api/openapi.json`, { headers: { Cookie: await signedIn([]) } })
    ).json();
    // What changes nothing: memories stay as they are while they are asked for.
    const asks = ({ method, path }: Route): boolean => method === "GET" || /lookup|compare|reuse/.test(path);
    const routes = routesOf(described).filter(asks);
    const grants = fc.sample(fc.subarray([...MEMORIES]), { numRuns: GRANTS, seed: 24 });
    const seen = new Set<string>();
    let seeds = 0;
    for (const granted of [[], ["Budget"] as const, [...MEMORIES], ...grants]) {
      const cookie = await signedIn(granted);
      const requests = routes.flatMap((route) =>
        fc
          .sample(requestsOf(described, route, KNOWN, true), {
            numRuns: SLOW.routes.test(route.path) ? SLOW.requests : REQUESTS,
            seed: granted.length + 7 * seeds++,
          })
          .map((own) => ({ route, ...own })),
      );
      for (const { route, ...own } of requests) {
        const words = await told(cookie, own);
        for (const name of words) {
          seen.add(`${route.path} ${name}`);
          expect(granted, `${own.path} ${String(own.init.body ?? "")} tells of ${name}`).toContain(name);
        }
      }
      for (const own of OTHERS)
        for (const name of await told(cookie, own)) {
          seen.add(`${own.path.slice(0, 12)} ${name}`);
          expect(granted, `${own.path} tells of ${name}`).toContain(name);
        }
    }
    // Where they were granted, they were found: the words are there to be told.
    expect(new Set([...seen].map((line) => line.split(" ")[0])).size, [...seen].join("\n")).toBeGreaterThan(14);
  });

  test("nor does one that changes something, or is refused", async () => {
    const cookie = await signedIn(["Budget"]);
    const [row] = await memory.reading().rows("set-a", { limit: 1 });
    const confirm = { action: "confirm", position: 0, version: row?.version };
    const attempts: readonly Asked[] = [
      { path: "/api/document-sets/set-a/corrections", init: json("POST", confirm) },
      { path: "/api/document-sets/set-a/changes/1", init: { method: "DELETE" } },
      { path: "/api/document-sets/set-a/memory", init: json("PUT", { name: "Budget" }) },
      { path: "/api/document-sets/set-b/memory", init: json("PUT", { name: "Treaties" }) },
      { path: "/api/document-sets/set-a", init: { method: "DELETE" } },
      { path: "/api/memories/Treaties", init: { method: "DELETE" } },
      { path: "/api/memories/Treaties", init: json("PUT", { rank: 2 }) },
      { path: "/api/memories/Treaties/name", init: json("PUT", { name: "Mine" }) },
      { path: "/api/memories/Budget/name", init: json("PUT", { name: "Treaties" }) },
      { path: "/api/accounts", init: json("POST", { name: "Friend", role: "admin" }) },
    ];
    for (const own of attempts) {
      const response = await fetch(server.address + own.path, {
        ...own.init,
        headers: { ...(own.init.headers as object), Cookie: cookie },
      });
      expect([own.path, [403, 404, 409].includes(response.status)]).toEqual([own.path, true]);
      expect(await told(cookie, own)).toEqual([]);
    }
    expect((await memory.reading().documentSets.list()).map(({ memory: name }) => name).toSorted()).toEqual([
      "Budget",
      "Staff",
      "Treaties",
    ]);
  });
});
