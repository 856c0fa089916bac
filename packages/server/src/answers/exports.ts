import { askedLanguages, BILINGUAL_FORMATS } from "@sextant/core/exchange";
import type { StoredDocumentSet } from "@sextant/core/memory";
import type { Context } from "hono";
import type { Downloads } from "../downloads/download.ts";
import { type Export, FORMATS } from "../downloads/export.ts";
import { part } from "../environment.ts";
import { encodingOf } from "../requests/compression.ts";
import { exportSets, tmx } from "../routes/exports.ts";
import { WrongRequest } from "../wrong-request.ts";
import { findSet } from "./shown.ts";

/** Document sets as files of other tools. */
export function exportAnswers(downloads: Downloads) {
  const answers = part();
  const begin = (c: Context, asked: Export, name: string): Response => {
    const { type, ending } = FORMATS[asked.format];
    const file = [name, asked.languages?.join("-"), ending].filter(Boolean).join(".");
    const headers = { "Content-Type": type, "Content-Disposition": attachment(file) };
    const { encoding, body } = downloads.begin(asked, encodingOf(c));
    return new Response(body, { headers: { ...headers, ...(encoding && { "Content-Encoding": encoding }) } });
  };
  answers.openapi(tmx, async (c) => {
    const set = await findSet(c.get("memory"), c.req.valid("param").id);
    const asked = c.req.valid("query").languages;
    const languages = asked && exportedLanguages([set], asked);
    const { versions, header, id } = set;
    // Without languages it is named for all that it has; a file of another tool keeps its own order.
    const all = versions.map(({ language }) => language);
    return begin(c, { sets: [set], format: "tmx", languages: languages ?? (header ? undefined : all) }, id);
  });
  answers.openapi(exportSets, async (c) => {
    const { sets: named, memories, languages, format, ...wanted } = c.req.valid("query");
    const all = await c.get("memory").documentSets.list();
    const sets = named
      ? named.map((name) => all.find(({ id, symbol }) => id === name || symbol === name) ?? noSet(name))
      : all.filter(({ memory }) => !memories || memories.includes(memory));
    if (BILINGUAL_FORMATS.has(format) && languages?.length !== 2)
      throw new WrongRequest(400, `${format} has a source and a target: languages=fr,en`);
    const chosen = languages && exportedLanguages(sets, languages);
    return begin(
      c,
      { sets, format, languages: chosen, ...wanted },
      sets.length === 1 ? (sets[0]?.id ?? "") : "sextant",
    );
  });
  return answers;
}

/** Languages as an export takes them. @throws {WrongRequest} 400 for one that no set has */
function exportedLanguages(sets: readonly StoredDocumentSet[], asked: readonly string[]): string[] {
  const { languages, missing, known } = askedLanguages(asked, sets);
  if (missing.length === 0) return languages;
  const [none, there] = sets.length === 1 ? [`${sets[0]?.symbol} has`, "it has"] : ["there is", "there are"];
  throw new WrongRequest(400, `${none} no version in ${missing.join(", ")}; ${there} ${known.join(", ")}`);
}

function noSet(name: string): StoredDocumentSet {
  throw new WrongRequest(404, `there is no document set ${name}; /api/document-sets lists them`);
}

/** The header that names a file (RFC 6266): in letters of ASCII for old clients, and as it is called (RFC 8187). */
function attachment(file: string): string {
  const safe = file.toWellFormed().replace(/[^\p{L}\p{M}\p{N}_.()-]/gu, "_");
  const plain = safe.replace(/[^\w.()-]/g, "_");
  const encoded = encodeURIComponent(safe).replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"${safe === plain ? "" : `; filename*=UTF-8''${encoded}`}`;
}
