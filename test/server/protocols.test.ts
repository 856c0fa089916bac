import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { json, ownMemory, served, type TestServer } from "./asking.ts";

const FRENCH = "Tout individu a droit à une nationalité.";
const ENGLISH = "Everyone has the right to a nationality.";

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-protocols-"));
  server = await served(await ownMemory("SQLite", folder));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Python's `urllib.parse.quote(text, safe)`. */
function quoted(text: string, safe = ""): string {
  const plain = new RegExp(`[A-Za-z0-9_.~${safe}-]`);
  return [...Buffer.from(text)]
    .map((byte) => (byte < 128 && plain.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hex(byte)))
    .join("");
}
const hex = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;

/** Okapi's: Java's `URLEncoder` with `+` put right. */
const urlEncoded = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte < 128 && /[A-Za-z0-9.*_-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hex(byte),
    )
    .join("");

/** Numbers as json-simple makes them: Long without a point, Double with one. */
const javaTypes = (text: string, member: string): string[] =>
  [...text.matchAll(new RegExp(`"${member}": ?(-?[\\d.eE+-]+)`, "g"))].map(([, number]) =>
    /[.eE]/.test(number as string) ? "Double" : "Long",
  );

describe("amaGama and tmserver", () => {
  test("Weblate lists the languages and looks a string up, in its spelling of languages", async () => {
    const { body } = await server.ask("/tmserver/languages/");
    expect(body === "" ? {} : JSON.parse(body)).toEqual({
      sourceLanguages: expect.arrayContaining(["fr", "en", "zh"]),
      targetLanguages: expect.arrayContaining(["ar"]),
    });
    const path = `/tmserver/en_gb/zh_cn/unit/${quoted(ENGLISH.slice(0, 500).replaceAll("\r", " "))}`;
    const { status, text } = await server.ask(path);
    const [best] = JSON.parse(text);
    expect([status, best.target, Math.trunc(best.quality)]).toEqual([200, "人人有权享有国籍。", 100]);
  });

  test("Okapi asks in Java's encoding, casts the quality to Double, and stops at the first that is too low", async () => {
    const { text, body } = await server.ask(
      `/api/v1/fr_FR/en_US/unit/${urlEncoded("Toute personne a droit à la vie, à la liberté.")}?max_candidates=25&min_similarity=60`,
    );
    expect(javaTypes(text, "quality")).toEqual(body.map(() => "Double"));
    expect(javaTypes(text, "rank")).toEqual(body.map(() => "Double"));
    const qualities = body.map(({ quality }: { quality: number }) => quality);
    expect(qualities).toEqual(qualities.toSorted((a: number, b: number) => b - a));
    const exact = await server.ask(`/api/v1/fr_FR/en_US/unit/${urlEncoded(FRENCH)}`);
    expect(exact.text).toMatch(/"quality": 100\.0\b/);
  });

  test("Virtaal's double slash, and slashes and percent signs inside the text, raw or encoded", async () => {
    const doubled = await server.ask(`/api/v1//fr/en/unit/${quoted(FRENCH)}`);
    expect(doubled.body[0]).toMatchObject({ source: FRENCH, target: ENGLISH, context: "" });
    for (const text of ["resolution 66/181 of 100%", "http://example.org//x"]) {
      await server.ask("/api/v1/en/fr/store/x", json("POST", [{ source: text, target: `fr: ${text}` }]));
      for (const path of [quoted(text), encodeURI(text)])
        expect([path, (await server.ask(`/api/v1/en/fr/unit/${path}`)).body[0]?.source]).toEqual([path, text]);
    }
  });

  test("limits are amaGama's: at least 70, at most 30, nothing for more than 2,000 characters", async () => {
    const few = await server.ask(`/api/v1/fr/en/unit/${quoted("droit à la vie")}?min_similarity=1&max_candidates=1000`);
    expect(few.body.every(({ quality }: { quality: number }) => quality >= 70)).toBe(true);
    expect((await server.ask(`/api/v1/zh/en/unit/${quoted("会".repeat(2000))}`)).text).toBe("[]");
    expect((await server.ask(`/api/v1/fr/en/unit/${quoted("a".repeat(2001))}`)).text).toBe("[]");
    expect((await server.ask(`/api/v1/fr/en/unit/?source=${quoted(FRENCH)}`)).body[0].target).toBe(ENGLISH);
  });

  test.each(["/api/v1/fr/fr/unit/x", "/api/v1/xx/en/unit/x", "/api/v1/fr/!!/unit/x", "/api/v1/fr/en/unit/?source="])(
    "404 for %s",
    async (path) => expect((await server.ask(path)).status).toBe(404),
  );

  test("a unit is put, and found by whoever asks next", async () => {
    const unit = { source: "The dinghy was painted blue.", target: "Le canot fut peint en bleu." };
    const put = await server.ask(`/api/v1/en/fr/unit/${quoted(unit.source)}`, json("PUT", unit));
    expect([put.status, put.text]).toEqual([200, ""]);
    const stored = await server.ask("/tmserver/en/fr/store/boats.po", json("POST", [unit, unit]));
    expect(stored.text).toBe("added 2 units from boats.po");
    expect((await server.ask(`/api/v1/en/fr/unit/${quoted(unit.source)}`)).body[0].target).toBe(unit.target);
  });

  test("scripts for other pages, and caches between, are open only where a setting opens them", async () => {
    const path = `/api/v1/fr/en/unit/${quoted(FRENCH)}?jsoncallback=got`;
    const { text, headers } = await server.ask(path);
    expect([text.startsWith("["), headers.get("Cache-Control")]).toEqual([true, "private, no-cache"]);
    const open = await served(server.memory.location, { protocols: { jsonp: true, publicCache: true } });
    const script = await open.ask(path);
    expect(script.text).toMatch(/^got\(\[.*\]\)$/s);
    expect(script.headers.get("Cache-Control")).toBe("max-age=3600, public");
    expect((await open.ask(path.replace("got", encodeURIComponent("alert(1)//")))).status).toBe(400);
    await open.close();
  });
});

describe("MyMemory", () => {
  test("answers with every member that clients read unasked", async () => {
    const { body } = await server.ask(`/get?q=${encodeURIComponent(FRENCH)}&langpair=fr%7Cen&de=x@example.org&mt=1`);
    expect(body).toMatchObject({ responseStatus: 200, responseDetails: "", quotaFinished: false });
    expect(body.responseData).toEqual({ translatedText: ENGLISH, match: 1 });
    const [match] = body.matches;
    expect(match).toMatchObject({ segment: FRENCH, translation: ENGLISH, match: 1 });
    expect([typeof match.id, typeof match.quality]).toEqual(["string", "string"]);
    for (const member of ["reference", "last-updated-by", "last-update-date", "usage-count"])
      expect(match).toHaveProperty(member);
  });

  test("MateCat asks by a form of several parts, with fields that it alone knows", async () => {
    const form = new FormData();
    const fields = { q: FRENCH, langpair: "fr-FR|en-US", numres: "2", mtonly: "0", client_id: "x", context_before: "" };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const { body } = await server.ask("/api/get", { method: "POST", body: form });
    expect(body.matches.length).toBeLessThanOrEqual(2);
    expect(body.matches[0].translation).toBe(ENGLISH);
  });

  test("says what is wrong in an answer of 200, and gives nothing for what nobody knows", async () => {
    const wrong = await server.ask("/get?q=x&langpair=fr");
    expect([wrong.status, wrong.body.responseStatus]).toEqual([200, "403"]);
    expect(wrong.body.responseDetails).toMatch(/^INVALID LANGUAGE PAIR SPECIFIED/);
    const none = await server.ask("/get?q=zzzz&langpair=fr|en");
    expect([none.body.matches, none.body.responseData.translatedText]).toEqual([[], ""]);
  });

  test("OmegaT 3.6 takes TMX", async () => {
    const { text } = await server.ask(`/get?q=${encodeURIComponent(FRENCH)}&langpair=fr|en&of=tmx&mt=0`);
    expect(text).toContain('<!DOCTYPE tmx SYSTEM "tmx11.dtd">');
    expect(text).toContain(`<tuv xml:lang="en"><seg>${ENGLISH}</seg></tuv>`);
  });

  test("set keeps a translation", async () => {
    const asked = new URLSearchParams({ seg: "A red kite.", tra: "Un cerf-volant rouge.", langpair: "en|fr" });
    expect((await server.ask("/set", { method: "POST", body: asked })).body.responseData).toBe("OK");
    const { body } = await server.ask(`/get?q=A red kite.&langpair=en|fr`);
    expect(body.responseData.translatedText).toBe("Un cerf-volant rouge.");
  });
});

test("Weblate's batch gives each string its best match, or null", async () => {
  const asked = { source_language: "fr", target_language: "en", strings: [FRENCH, "zzzz", ""] };
  const { status, body } = await server.ask("/api/memory/lookup/", json("POST", asked));
  expect([status, body.map(({ match }: any) => match?.target ?? null)]).toEqual([200, [ENGLISH, null, null]]);
  expect(body[0]).toEqual({
    query: FRENCH,
    match: {
      id: expect.any(Number),
      source: FRENCH,
      target: ENGLISH,
      origin: "A/RES/217(III)A",
      exact: true,
      quality: 100,
    },
  });
  const many = { ...asked, strings: Array(101).fill("x") };
  expect((await server.ask("/api/memory/lookup/", json("POST", many))).status).toBe(400);
});

test("Pensieve's search gives score, source and target", async () => {
  const { body } = await server.ask(`/search/fr/en?q=${urlEncoded(FRENCH)}&threshold=85&maxhits=25`);
  expect(body[0]).toEqual({ score: 100, source: FRENCH, target: ENGLISH });
});
