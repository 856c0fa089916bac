import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Memory } from "@sextant/core/memory";
import { createApp } from "@sextant/server";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ENGINES, ownMemory, served } from "../asking.ts";
import { type Described, type Route, routesOf, type Schema, validators } from "./document.ts";
import { type Asked, type Known, requestsOf } from "./inputs.ts";

/** Requests of each route, half of which fit its definition. */
const REQUESTS = 12;
/** Values that make a request meet what there is. */
const KNOWN: Known = {
  id: ["UDHR", "A-RES-67-189", "1", "300"],
  documentSet: ["UDHR", "A/RES/67/189"],
  language: ["fr", "en"],
  languages: ["fr,en", "en,fr"],
  source: ["fr"],
  target: ["en"],
  to: ["en"],
  from: ["fr"],
  mark: ["en"],
  q: ["droit", "les États"],
  text: ["Tout individu a droit à la vie, à la liberté et à la sûreté de sa personne."],
  memories: ["main"],
  memory: ["main"],
  encoding: ["utf-8"],
  name: ["main", "other"],
  cursor: ["cDE"],
};

/** Parameters that fit no definition. */
const NASTY = fc.oneof(
  fc.constantFrom("", "-1", "1e99", "\0", "\ud800", "a,b", "null", "'", "x".repeat(5001)),
  fc.string({ unit: "binary" }),
);

/** A request of which one part is spoilt: a parameter, or the body. */
function spoilt(asked: fc.Arbitrary<Asked>): fc.Arbitrary<Asked> {
  return fc.tuple(asked, NASTY, fc.oneof(fc.json(), fc.constant("{"))).map(([{ path, init }, value, body]) => ({
    path: path.replace(/=[^&]*/, `=${encodeURIComponent(value.toWellFormed())}`),
    init: init.body === undefined ? init : { ...init, body },
  }));
}

/** What is wrong with an answer; undefined where it is as the route says. */
function wrongOf(
  { responses }: Route,
  status: number,
  type: string,
  wrongIn: (schema: Schema) => string | undefined,
): string | undefined {
  const named = responses[String(status)];
  if (!named || status >= 500) return `${status} is not named`;
  const media = named.content?.[type.split(";")[0] ?? ""] ?? named.content?.[type];
  if (!media) return named.content ? `${status} is ${type}` : undefined;
  // Files are texts of their own formats.
  return media.schema.type === "string" ? undefined : wrongIn(media.schema);
}

/** Protocols of other tools, ways to sign in that answer with pages, and the description itself. */
const NOT_DESCRIBED =
  /^(?:\/api\/(?:v1|get|set|memory\/lookup)\b|\/(?:tmserver|get|set|search|sign-in)\b|\/api(?:\/openapi\.json)?$)/;

test("the API describes each route that is its own, and each parameter", async () => {
  await using memory = await Memory.open(":memory:");
  const app = createApp({ memory });
  const document: Described = await (await app.request("/api/openapi.json")).json();
  const described = routesOf(document).map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ":$1")}`);
  const own = app.routes.filter(({ method, path }) => method !== "ALL" && !NOT_DESCRIBED.test(path));
  expect(new Set(own.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set(described));
  const silent = routesOf(document).flatMap(({ method, path, parameters = [] }) =>
    parameters.filter(({ description = "" }) => description === "").map(({ name }) => `${method} ${path} ${name}`),
  );
  expect(silent).toEqual([]);
});

describe.each(ENGINES)("the API as it describes itself, on a memory in %s", (engine) => {
  test("each route answers with a status that it names, and with a body of the shape that it names", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sextant-described-"));
    const server = await served(await ownMemory(engine, folder));
    const document: Described = (await server.ask("/api/openapi.json")).body;
    const wrongIn = validators(document);
    const [seen, failures]: [Set<string>, string[]] = [new Set(), []];
    // What takes out and renames is asked last: the others find what they ask for.
    const order = (route: Route): number => (route.method === "DELETE" ? 2 : route.method === "GET" ? 0 : 1);
    for (const route of routesOf(document).toSorted((a, b) => order(a) - order(b))) {
      const fits = requestsOf(document, route, KNOWN);
      const asked = fc.sample(fc.oneof(fits, spoilt(fits)), { numRuns: REQUESTS, seed: 24 });
      for (const { path, init } of asked) {
        const { status, body, headers } = await server.ask(path, init);
        const type = headers.get("Content-Type") ?? "";
        const wrong = wrongOf(route, status, type, (schema) => wrongIn(schema, body));
        if (wrong)
          failures.push(`${route.method} ${path.slice(0, 200)} ${String(init.body ?? "").slice(0, 200)}: ${wrong}`);
        seen.add(`${route.method} ${route.path} ${status}`);
      }
    }
    expect(failures).toEqual([]);
    // The requests are worth asking: most routes answer what was asked at least once.
    const good = [...seen].filter((line) => / 20[0-4]$/.test(line));
    expect(good.length, [...seen].join("\n")).toBeGreaterThan(0.6 * routesOf(document).length);
    await server.close();
    await rm(folder, { recursive: true });
  });
});
