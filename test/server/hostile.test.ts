import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ENGINES, json, ownMemory, served } from "./asking.ts";

/** What breaks others: ends of strings, signs of other languages, numbers beyond numbers. */
const NASTY = [
  ...[
    "",
    " ",
    "\0",
    "'",
    '"',
    "';--",
    "%",
    "%00",
    "%zz",
    "\u202e",
    "\ud800",
    "🚢",
    "e\u0301".repeat(500),
    "a".repeat(5001),
  ],
  ...[
    "-1",
    "0",
    "1e9",
    "9007199254740993",
    "NaN",
    "../../etc/passwd",
    "<script>",
    "{{7*7}}",
    "(".repeat(900),
    "[".repeat(900),
  ],
  ...["fr", "en", "zh-Hant-TW", "xx", "x-private", "i-klingon", "a,b", "null", "true", "fr|en", "UDHR", "A/RES/67/189"],
];
/** Requests to each engine. */
const REQUESTS = 500;
/** Milliseconds for which the server works for a request at most; it then answers 503. */
const REQUEST_MS = 10_000;

const nasty = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 60 }));

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

describe.each(ENGINES)("hostile requests to a memory in %s", (engine) => {
  test("are answered, and never by an error of the server's own", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sextant-hostile-"));
    const server = await served(await ownMemory(engine, folder), { limits: { requestMs: REQUEST_MS } });
    const { body } = await server.ask("/api/openapi.json");
    const described = (Object.entries(body.paths) as [string, Record<string, Operation>][]).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { parameters = [] }]) => ({ path, method: method.toUpperCase(), parameters })),
    );
    const others = ["/api/v1/{a}/{b}/unit/{c}", "/tmserver/{a}/{b}/unit/{c}", "/search/{a}/{b}", "/get", "/set"].map(
      (path) => ({
        path,
        method: "GET",
        parameters: ["q", "langpair", "seg", "tra", "threshold", "min_similarity", "of"].map((name) => ({
          name,
          in: "query",
        })),
      }),
    );
    const request = fc.record({
      operation: fc.constantFrom(...described, ...others),
      values: fc.array(nasty, { minLength: 12, maxLength: 12 }),
      body: fc.oneof(fc.json(), nasty),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ operation: { path, method, parameters }, values, body }) => {
        let next = 0;
        const value = (): string => encoded(values[next++ % values.length] as string);
        const filled = path.replace(/\{\w+\}/g, () => value() || "x");
        const query = parameters.filter((own) => own.in === "query").map(({ name }) => `${name}=${value()}`);
        const address = `${filled}?${query.join("&")}`;
        const init = method === "GET" ? {} : method === "POST" ? { ...json("POST", {}), body } : { method };
        const { status } = await server.ask(address, init);
        expect([address.slice(0, 300), status]).not.toEqual([address.slice(0, 300), 500]);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: REQUESTS, seed: 24 },
    );
    expect((await server.ask("/health/ready")).status).toBe(200);
    await server.close();
    await rm(folder, { recursive: true });
  });
});

/** Percent-encoded; what is no text stays as it comes. */
const encoded = (value: string): string => encodeURIComponent(value.toWellFormed());
