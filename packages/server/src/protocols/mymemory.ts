import type { Match } from "@sextant/core/memory";
import type { Context } from "hono";
import { need } from "../access/guard.ts";
import type { Access } from "../access/known.ts";
import { type Environment, part } from "../environment.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";
import { added } from "./adding.ts";
import { isKnown, tagOf } from "./languages.ts";

/** What clients compare errors with. */
const INVALID_PAIR =
  "INVALID LANGUAGE PAIR SPECIFIED. EXAMPLE: LANGPAIR=EN|IT USING 2 LETTER ISO OR RFC3066 LIKE ZH-CN. ALMOST ALL LANGUAGES SUPPORTED BUT SOME MAY HAVE NO CONTENT";
const NO_QUERY = "NO QUERY SPECIFIED. EXAMPLE REQUEST: GET?Q=HELLO&LANGPAIR=EN|IT";
const MAX_BYTES = 500;
const THRESHOLD = 50;
const CANDIDATES = 5;

/** The protocol of MyMemory, which MateCat and OmegaT speak. Errors are answers, too: 200, with their status inside. */
export function mymemory(source: MemorySource, access: Access) {
  const answers = part();
  for (const path of ["/get", "/api/get"])
    answers.on(["GET", "POST"], path, async (c) => {
      const asked = await fieldsOf(c);
      const [from, to] = pairIn(asked.langpair);
      const text = asked.q?.trim() ?? "";
      if (!text) return failed(c, NO_QUERY);
      if (!from || !to) return failed(c, INVALID_PAIR);
      if (Buffer.byteLength(text) > MAX_BYTES)
        return failed(c, `QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : ${MAX_BYTES} BYTES`);
      const memory = c.get("memory");
      const isThere = (await isKnown(memory, from)) && (await isKnown(memory, to));
      const limit = Math.min(100, Math.max(1, Number.parseInt(asked.numres ?? "", 10) || CANDIDATES));
      const found = isThere ? await memory.lookup(text, { from, to, threshold: THRESHOLD, limit }) : [];
      if (asked.of === "tmx") return c.body(tmxOf(found, from, to), 200, { "Content-Type": "text/xml; charset=utf-8" });
      return c.json({
        responseData: { translatedText: found[0]?.target ?? "", match: share(found[0]) },
        quotaFinished: false,
        mtLangSupported: null,
        responseDetails: "",
        responseStatus: 200,
        responderId: null,
        exception_code: null,
        matches: found.map((match) => shown(match, from, to)),
      });
    });
  for (const path of ["/set", "/api/set"])
    answers.on(["GET", "POST"], path, async (c) => {
      const asked = await fieldsOf(c);
      expectAsked(c, access);
      need(c, "translator");
      const [from, to] = pairIn(asked.langpair);
      if (!from || !to) return failed(c, INVALID_PAIR);
      if (!asked.seg?.trim() || !asked.tra?.trim())
        return failed(c, "SEGMENT AND TRANSLATION ARE NEEDED: SEG=HELLO&TRA=CIAO");
      const id = await added(source, c, [from, to], [{ source: asked.seg, target: asked.tra }]);
      return c.json({ responseData: "OK", responseStatus: 200, responseDetails: [id] });
    });
  return answers;
}

type Fields = Readonly<Record<string, string | undefined>>;

/** What is asked, in the address or, as MateCat sends it, in a form. */
async function fieldsOf(c: Context<Environment>): Promise<Fields> {
  const form = c.req.method === "POST" ? await c.req.parseBody() : {};
  const fields = Object.entries({ ...c.req.query(), ...form });
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === "string"));
}

/** Refuses what an image on a page elsewhere would be enough to write. */
function expectAsked(c: Context<Environment>, access: Access): void {
  if (c.req.method === "GET" && access.mode === "local" && isFromBrowser(c))
    throw new WrongRequest(403, "set is asked by POST");
}

const isFromBrowser = (c: Context): boolean => c.req.header("Sec-Fetch-Site") !== undefined;

/** The two languages of `en|fr`; none where it names more or fewer. */
function pairIn(langpair: string | undefined): (string | undefined)[] {
  const codes = (langpair ?? "").split("|");
  return codes.length === 2 ? codes.map((code) => tagOf(code)) : [];
}

function failed(c: Context<Environment>, message: string): Response {
  return c.json({
    responseData: { translatedText: message },
    quotaFinished: null,
    mtLangSupported: null,
    responseDetails: message,
    responseStatus: "403",
    responderId: null,
    exception_code: null,
    matches: "",
  });
}

/** 1 for an exact match. */
const share = (match: Match | undefined): number => (match ? Math.min(100, match.score) / 100 : 0);

/** A match with every member that a client reads unasked: `reference`, `last-updated-by`, `last-update-date`. */
function shown(match: Match, from: string, to: string) {
  const { unit, source, target, tags, occurrences } = match;
  const when = whenOf(match);
  return {
    id: String(unit.id),
    segment: source,
    translation: target,
    source: tags[0] ?? from,
    target: tags[1] ?? to,
    quality: String(Math.round(unit.confidence * 100)),
    reference: unit.symbol,
    "usage-count": occurrences,
    subject: unit.memory,
    "created-by": "Sextant",
    "last-updated-by": "Sextant",
    "create-date": when,
    "last-update-date": when,
    match: share(match),
  };
}

/** When a unit was changed last, or made, as far as its file says so. */
function whenOf({ unit: { properties = [] } }: Match): string {
  const said = ["changedate", "creationdate"].map(
    (name) => properties.findLast((own) => own.kind === "attribute" && own.name === name)?.value,
  );
  const [, year, month, day, time = "00:00:00"] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})Z)?$/.exec(said.find((value) => value !== undefined) ?? "") ?? [];
  if (year === undefined) return "1970-01-01 00:00:00";
  return `${year}-${month}-${day} ${time.replace(/^(\d\d)(\d\d)(\d\d)$/, "$1:$2:$3")}`;
}

function tmxOf(found: readonly Match[], from: string, to: string): string {
  const variant = (language: string, text: string): string =>
    `<tuv xml:lang="${language}"><seg>${escaped(text)}</seg></tuv>`;
  const units = found.map(
    ({ unit, source, target }) => `<tu tuid="${unit.id}">${variant(from, source)}${variant(to, target)}</tu>`,
  );
  const header = `<header creationtool="Sextant" creationtoolversion="0.1" segtype="sentence" o-tmf="Sextant" adminlang="en" srclang="${from}" datatype="plaintext"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n<tmx version="1.1">${header}<body>${units.join("")}</body></tmx>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] as string);
