import { createRoute, z } from "@hono/zod-openapi";
import { compareStored, FINDING_TYPES, type Finding, isAtLeast, SEVERITIES } from "@sextant/core/compare";
import { type NotError, VERDICT_SCOPES } from "@sextant/core/memory";
import { need } from "../access/guard.ts";
import { badRequest, json, notFound } from "../answer-shapes.ts";
import { compared } from "../comparing-thread.ts";
import { part } from "../environment.ts";
import { LanguagesParameter, SetParameter, WholeNumber } from "../schemas/parameters.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";
import { findSet, knownLanguages } from "./shown.ts";

/** Findings of document sets, and what people say of them: schemas, routes, and their answers. */

const ValuesSchema = z.record(z.string().max(35), z.array(z.string().max(20_000)).max(100));

export const FindingSchema = z
  .object({
    row: z.number().int().openapi({ description: "The row's position" }),
    type: z.enum(FINDING_TYPES),
    languages: z.array(z.string()).openapi({ description: "Those at fault where that is known, else all that differ" }),
    severity: z.enum(SEVERITIES),
    message: z.string(),
    places: z.array(
      z.object({ language: z.string(), start: z.number().int(), end: z.number().int(), text: z.string() }),
    ),
    values: ValuesSchema.openapi({ description: "What was compared, as normal values, by language" }),
    id: z.string().openapi({ description: "The same for the same fault in the same texts" }),
    confidence: z.number().optional(),
  })
  .openapi("Finding");

export const NotErrorSchema = z
  .object({
    id: z.number().int(),
    documentSet: z.string(),
    scope: z.enum(VERDICT_SCOPES),
    finding: z.object({ id: z.string(), type: z.string(), values: ValuesSchema }),
    at: z.string().openapi({ description: "ISO 8601, UTC" }),
    by: z.string(),
  })
  .openapi("NotError");

export const findings = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/findings",
  summary: "What the versions of a document set do not say alike, in the order of rows",
  request: {
    params: SetParameter,
    query: z.object({
      languages: LanguagesParameter.openapi({ description: "Two or more versions to compare" }),
      severity: z.enum(SEVERITIES).default("info").openapi({ description: "The least that is told" }),
    }),
  },
  responses: { 200: json(z.array(FindingSchema), "Without those that are no errors"), 400: badRequest, 404: notFound },
});

export const notErrors = createRoute({
  method: "get",
  path: "/api/document-sets/{id}/not-errors",
  summary: "Findings that people said are no errors, the last first",
  request: { params: SetParameter },
  responses: { 200: json(z.array(NotErrorSchema), "With who said so, and when"), 404: notFound },
});

export const notError = createRoute({
  method: "post",
  path: "/api/document-sets/{id}/not-errors",
  summary:
    "Say that a finding is no error: for this row's texts, for these values in the document set, or in every one",
  request: {
    params: SetParameter,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .object({
              finding: z.object({ id: z.string().min(1).max(100), type: z.enum(FINDING_TYPES), values: ValuesSchema }),
              scope: z.enum(VERDICT_SCOPES).default("row"),
              by: z.string().trim().min(1).max(200).openapi({
                description: "Who says so, where nobody is asked who they are; otherwise it does not count",
              }),
            })
            .openapi("NotErrorRequest"),
        },
      },
    },
  },
  responses: { 200: json(NotErrorSchema, "What is remembered"), 400: badRequest, 404: notFound },
});

export const forgetNotError = createRoute({
  method: "delete",
  path: "/api/document-sets/{id}/not-errors/{verdict}",
  summary: "Take it back",
  request: {
    params: SetParameter.extend({
      verdict: WholeNumber(1, 2 ** 31 - 1).openapi({ description: "Id of what was said" }),
    }),
  },
  responses: { 200: json(NotErrorSchema, "What was taken back"), 400: badRequest, 404: notFound },
});

/** Findings of document sets, and what people say of them. */
export function findingsAnswers(source: MemorySource) {
  return part()
    .openapi(findings, async (c) => {
      const memory = c.get("memory");
      const set = await findSet(memory, c.req.valid("param").id);
      const { languages, severity } = c.req.valid("query");
      const chosen = knownLanguages(set, languages);
      if (chosen.length < 2)
        throw new WrongRequest(
          400,
          `name two versions or more of ${set.versions.map(({ language }) => language).join(", ")}`,
        );
      const { findings: found } = await compareStored(memory, set.id, chosen, (rows, languages) =>
        compared({ kind: "rows", rows, languages }, c.get("signal")),
      );
      return c.json(found.filter((own) => isAtLeast(own.severity, severity)).map(shown), 200);
    })
    .openapi(notErrors, async (c) => {
      const set = await findSet(c.get("memory"), c.req.valid("param").id);
      return c.json((await c.get("memory").verdicts.list(set.id)).map(shownVerdict), 200);
    })
    .openapi(notError, async (c) => {
      const set = await findSet(c.get("memory"), c.req.valid("param").id);
      need(c, "reviser", set.memory);
      const { finding, scope, by: named } = c.req.valid("json");
      const { id, kind } = c.get("identity");
      // Who is known is not somebody else because they say so.
      const by = kind === "local" ? named : id;
      const kept = await source.writing().verdicts.keep(set.id, finding, { scope, by });
      if (!kept) throw new WrongRequest(404, `${set.symbol} is gone`);
      return c.json(shownVerdict(kept), 200);
    })
    .openapi(forgetNotError, async (c) => {
      const set = await findSet(c.get("memory"), c.req.valid("param").id);
      need(c, "reviser", set.memory);
      const { verdict } = c.req.valid("param");
      const gone = await source.writing().verdicts.forget(set.id, verdict);
      if (!gone) throw new WrongRequest(404, `${set.symbol} has no verdict ${verdict}`);
      return c.json(shownVerdict(gone), 200);
    });
}

const lists = (values: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(values).map(([language, own]) => [language, [...own]]));

const shown = (finding: Finding) => ({
  ...finding,
  languages: [...finding.languages],
  places: [...finding.places],
  values: lists(finding.values),
});

const shownVerdict = (verdict: NotError) => ({
  ...verdict,
  finding: { ...verdict.finding, values: lists(verdict.finding.values) },
});
