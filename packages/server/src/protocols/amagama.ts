import { languageCode } from "@sextant/core/language";
import type { Match } from "@sextant/core/memory";
import type { Context } from "hono";
import { type Environment, part } from "../environment.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";
import { added } from "./adding.ts";
import { isKnown, tagOf } from "./languages.ts";
import type { ProtocolOptions } from "./options.ts";

/** amaGama's limits (`/api/v1`), and those of Translate Toolkit's tmserver (`/tmserver`). */
const MOUNTS = {
  "/api/v1": { similarity: 70, least: 70, candidates: 5, most: 30, type: "application/json" },
  "/tmserver": { similarity: 75, least: 50, candidates: 3, most: 100, type: "text/plain; charset=utf-8" },
} as const;
/** Longer texts have no match. */
const MAX_LENGTH = 2000;
const MAX_UNITS = 10_000;

/**
 * The protocol of amaGama and tmserver, which Virtaal, Weblate and Okapi speak: matches by `GET …/en/fr/unit/TEXT`, best first.
 * What clients rely on is kept: `quality` is always written as a float, for Okapi casts it to Java's `Double`.
 */
export function amagama(source: MemorySource, { jsonp = false, publicCache = false }: ProtocolOptions) {
  const answers = part();
  for (const [base, limits] of Object.entries(MOUNTS)) {
    const answer = (c: Context<Environment>, json: string): Response => {
      const callback = jsonp ? (c.req.query("jsoncallback") ?? c.req.query("callback")) : undefined;
      c.header("Cache-Control", publicCache ? "max-age=3600, public" : "private, no-cache");
      if (callback === undefined) return c.body(json, 200, { "Content-Type": limits.type });
      if (!/^[\w$.]{1,64}$/.test(callback)) throw new WrongRequest(400, "the callback is no name of a function");
      c.header("Cross-Origin-Resource-Policy", "cross-origin");
      return c.body(`${callback}(${json})`, 200, { "Content-Type": "application/javascript; charset=utf-8" });
    };
    const matches = async (c: Context<Environment>, text: string | undefined): Promise<Response> => {
      if (!text) throw new WrongRequest(404, "no text is asked for: …/unit/TEXT");
      const [from, to] = await pairOf(c);
      if (text.length > MAX_LENGTH) return answer(c, "[]");
      const threshold = Math.max(limits.least, whole(c.req.query("min_similarity"), limits.similarity, 100));
      const limit = whole(c.req.query("max_candidates"), limits.candidates, limits.most);
      const found = limit === 0 ? [] : await c.get("memory").lookup(text, { from, to, threshold, limit });
      return answer(c, `[${found.map(written).join(", ")}]`);
    };
    const languages = async (c: Context<Environment>): Promise<Response> => {
      const keys = await c.get("memory").languages();
      const codes = [...new Set(keys.map(languageCode))];
      return answer(c, JSON.stringify({ sourceLanguages: codes, targetLanguages: codes }));
    };
    answers.get(`${base}/languages`, languages);
    answers.get(`${base}/languages/`, languages);
    answers.get(`${base}/:from/:to/unit/`, (c) => matches(c, c.req.query("source")));
    answers.get(`${base}/:from/:to/unit/:text{.+}`, (c) => matches(c, c.req.param("text")));
    answers.on(["PUT", "POST"], `${base}/:from/:to/unit/:text{.+}`, async (c) => {
      await added(source, c, await pairOf(c, false), [unitIn(await c.req.json())]);
      return c.body("", 200);
    });
    answers.post(`${base}/:from/:to/store/:name{.+}`, async (c) => {
      const units: unknown = await c.req.json();
      if (!Array.isArray(units) || units.length > MAX_UNITS)
        throw new WrongRequest(400, `a store is a list of at most ${MAX_UNITS} units, each with source and target`);
      await added(source, c, await pairOf(c, false), units.map(unitIn));
      return c.text(`added ${units.length} units from ${c.req.param("name")}`);
    });
  }
  return answers;
}

/** The languages of a request. @throws {WrongRequest} 404 where the memory has not both, or they are one */
async function pairOf(c: Context<Environment>, mustBeKnown = true): Promise<[string, string]> {
  const [from, to] = [c.req.param("from") ?? "", c.req.param("to") ?? ""];
  const tags = [tagOf(from), tagOf(to)];
  for (const [at, tag] of tags.entries())
    if (tag === undefined || (mustBeKnown && !(await isKnown(c.get("memory"), tag))))
      throw new WrongRequest(404, `the memory has no text in ${at === 0 ? from : to}`);
  if (tags[0] === tags[1]) throw new WrongRequest(404, `${from} and ${to} are one language`);
  return tags as [string, string];
}

function whole(value: string | undefined, otherwise: number, most: number): number {
  const number = Number.parseInt(value ?? "", 10);
  return Number.isNaN(number) ? otherwise : Math.min(most, Math.max(0, number));
}

/** A match as amaGama and tmserver write it, together. */
function written({ source, target, score }: Match): string {
  const quality = float(Math.min(100, score));
  const texts = `"source": ${JSON.stringify(source)}, "target": ${JSON.stringify(target)}`;
  return `{${texts}, "context": "", "quality": ${quality}, "rank": ${quality}}`;
}

/** A number that JSON's readers take for a float. */
const float = (number: number): string => (Number.isInteger(number) ? `${number}.0` : String(number));

function unitIn(unit: unknown): { source: string; target: string } {
  const { source, target } = (unit ?? {}) as Record<string, unknown>;
  if (typeof source !== "string" || typeof target !== "string" || !source.trim() || !target.trim())
    throw new WrongRequest(400, "a unit has a source and a target, each with some text");
  return { source, target };
}
