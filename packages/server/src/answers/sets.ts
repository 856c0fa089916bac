import type { z } from "@hono/zod-openapi";
import type { Correction, StoredDocumentSet } from "@sextant/core/memory";
import { expectNotRemoved, need, ownMemory } from "../access/guard.ts";
import { part } from "../environment.ts";
import { memories, rankMemory, renameMemory } from "../routes/memories.ts";
import {
  assignSet,
  changes,
  corrections,
  documentSets,
  rowSegments,
  rows,
  segment,
  undo,
  units,
} from "../routes/sets.ts";
import type { ChangeSchema } from "../schemas/corrections.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";
import { cursorOf, nextPage, placeIn } from "./cursor.ts";
import { findSet, knownLanguages, shownRow, shownSet, versionKeyIn } from "./shown.ts";

/** Document sets with their rows and units, and what people change in them. */
export function setAnswers(source: MemorySource) {
  return part()
    .openapi(documentSets, async (c) => c.json((await c.get("memory").documentSets.list()).map(shownSet), 200))
    .openapi(memories, async (c) => c.json(await c.get("memory").memories.list(), 200))
    .openapi(rankMemory, async (c) => {
      const name = ownMemory(c, c.req.valid("param").name);
      need(c, "reviser", name);
      await expectNotRemoved(c, name);
      await source.writing().memories.rank(name, c.req.valid("json").rank);
      return c.json(await c.get("memory").memories.list(), 200);
    })
    .openapi(renameMemory, async (c) => {
      const name = ownMemory(c, c.req.valid("param").name);
      need(c, "reviser", name);
      if (!(await source.writing().memories.rename(name, c.req.valid("json").name)))
        throw new WrongRequest(404, `there is no memory ${name}`);
      return c.body(null, 204);
    })
    .openapi(assignSet, async (c) => {
      const { id, memory } = await findSet(c.get("memory"), c.req.valid("param").id);
      const name = ownMemory(c, c.req.valid("json").name);
      for (const own of [memory, name]) need(c, "reviser", own);
      await expectNotRemoved(c, name);
      await source.writing().memories.assign(id, name);
      return c.json(shownSet(await findSet(c.get("memory"), id)), 200);
    })
    .openapi(rows, async (c) => {
      const memory = c.get("memory");
      const set = await findSet(memory, c.req.valid("param").id);
      const { languages, from, limit, cursor } = c.req.valid("query");
      const asked = languages && knownLanguages(set, languages);
      const found = await memory.rows(set.id, { from: cursor === undefined ? from : placeIn(cursor) + 1, limit });
      const last = found.at(-1);
      if (last && found.length === limit) nextPage(c, cursorOf(last.position));
      return c.json(
        found.map((row) => shownRow(row, asked)),
        200,
      );
    })
    .openapi(rowSegments, async (c) => {
      const { id, position } = c.req.valid("param");
      const set = await findSet(c.get("memory"), id);
      const found = await c.get("memory").rowUnits(set.id, position);
      if (!found) throw new WrongRequest(404, `${set.symbol} has no row ${position}`);
      return c.json(found, 200);
    })
    .openapi(units, async (c) => {
      const set = await findSet(c.get("memory"), c.req.valid("param").id);
      const { cursor } = c.req.valid("query");
      const found = await c.get("memory").unitsAfter(set.id, cursor === undefined ? -1 : placeIn(cursor));
      const last = found.at(-1);
      if (last) nextPage(c, cursorOf(last.position));
      return c.json(found, 200);
    })
    .openapi(corrections, async (c) => {
      const set = await findSet(c.get("memory"), c.req.valid("param").id);
      const { version, ...correction } = c.req.valid("json");
      need(c, correction.action === "confirm" || correction.action === "reject" ? "reviser" : "translator", set.memory);
      const { "if-match": match, "idempotency-key": key } = c.req.valid("header");
      const seen = version === undefined ? versionsIn(match) : [version].flat();
      const asked = { seen, by: c.get("identity").id, ...(key && { key }) };
      const { change, rows } = await source
        .writing()
        .corrections.make(set.id, inKeysOf(set, correction as Correction), asked);
      return c.json({ change, rows: rows.map((row) => shownRow(row)) }, 200);
    })
    .openapi(undo, async (c) => {
      const set = await findSet(c.get("memory"), c.req.valid("param").id);
      need(c, "reviser", set.memory);
      const { change: number } = c.req.valid("param");
      const { "idempotency-key": key } = c.req.valid("header");
      const change = await source.writing().corrections.undo(set.id, number, { ...(key && { key }) });
      if (!change)
        throw new WrongRequest(404, `there is no correction ${number} of ${set.symbol}, or it was taken back already`);
      return c.json(change as z.infer<typeof ChangeSchema>, 200);
    })
    .openapi(changes, async (c) => {
      const set = await findSet(c.get("memory"), c.req.valid("param").id);
      return c.json((await c.get("memory").corrections.changes(set.id)) as z.infer<typeof ChangeSchema>[], 200);
    })
    .openapi(segment, async (c) => {
      const { id } = c.req.valid("param");
      const unit = await c.get("memory").unit(id);
      if (!unit) throw new WrongRequest(404, `there is no segment ${id}`);
      return c.json(unit, 200);
    });
}

/** A correction with its languages as the document set's versions are keyed; one that it has not stays as it is, and is refused. */
function inKeysOf(set: StoredDocumentSet, correction: Correction): Correction {
  const keyOf = (language: string): string => versionKeyIn(set, language) ?? language;
  if ("language" in correction) return { ...correction, language: keyOf(correction.language) };
  if (correction.action !== "split") return correction;
  const at = Object.entries(correction.at).map(([language, place]) => [keyOf(language), place] as const);
  return { ...correction, at: Object.fromEntries(at) };
}

/** The versions that If-Match names. */
function versionsIn(match: string | undefined): string[] {
  const listed = (match ?? "").split(",").map((tag) => tag.trim().replace(/^(?:W\/)?"(.*)"$/, "$1"));
  return listed.filter((tag) => tag !== "" && tag !== "*");
}
