import { z } from "@hono/zod-openapi";
import { RowSchema } from "./document-sets.ts";
import { LanguageParameter, WrittenText } from "./parameters.ts";

/** Shapes of corrections, and of what a request says beside one. */

const Position = z.int().min(0).max(1e9).openapi({ description: "Of a paragraph row" });
const MAX_BLOCKS = 1000;
const BlockCount = z.int().min(0).max(MAX_BLOCKS);
const UnitId = z.int().min(1);
const UnitOfRow = UnitId.optional().openapi({ description: "Id of one unit of the row; the row itself if left out" });

export const CorrectionSchema = z
  .discriminatedUnion("action", [
    z.object({
      action: z.enum(["confirm", "reject"]),
      position: Position,
      unit: UnitId.optional().openapi({ description: "Id of one unit of the row; all of it if left out" }),
    }),
    z.object({
      action: z.literal("edit"),
      position: Position,
      unit: UnitId.openapi({ description: "Id of a unit of the row" }),
      language: LanguageParameter,
      text: WrittenText.openapi({ description: "What the unit says in that language from now on" }),
    }),
    z.object({
      action: z.literal("merge"),
      position: Position,
      unit: UnitOfRow,
      count: z.int().min(2).max(100).openapi({ description: "Rows, or units, that become one" }),
    }),
    z
      .object({
        action: z.literal("split"),
        position: Position,
        unit: UnitOfRow,
        at: z.record(LanguageParameter, z.int().min(0).max(1e6)).openapi({
          description:
            "How many blocks of each language the first part of a row keeps, or characters (UTF-16 code units) of a unit; none of those left out",
        }),
      })
      .refine(({ unit, at }) => unit !== undefined || Object.values(at).every((count) => count <= MAX_BLOCKS), {
        message: `at most ${MAX_BLOCKS} blocks of a row`,
      }),
    z
      .object({
        action: z.literal("move"),
        position: Position,
        unit: UnitOfRow,
        language: LanguageParameter,
        to: z.enum(["before", "after"]),
        blocks: BlockCount.min(1).optional().openapi({ description: "How many of the row's blocks" }),
        segments: BlockCount.min(1).optional().openapi({ description: "How many of the unit's segments (sentences)" }),
      })
      .refine(({ unit, blocks, segments }) => (unit === undefined ? blocks && !segments : segments && !blocks), {
        message: "`blocks` of a row are moved, or `segments` of a `unit`",
      }),
    z.object({ action: z.literal("unlink"), position: Position, language: LanguageParameter }),
    z.object({ action: z.literal("link"), position: Position, other: Position }),
  ])
  .openapi("Correction");

export const ChangeSchema = z
  .object({
    id: z.int(),
    at: z.string().openapi({ description: "ISO 8601" }),
    correction: CorrectionSchema,
    before: z.string().optional().openapi({
      description:
        "The text that was edited, moved or unlinked, as it was; absent where rows were corrected as a whole",
    }),
    by: z.string().optional().openapi({
      description: "Who made it; empty where the name was erased, absent where it is not known",
    }),
  })
  .openapi("Change");

export const CorrectedSchema = z
  .object({
    change: z.int().openapi({ description: "Id of the change, by which it is taken back" }),
    rows: z.array(RowSchema).openapi({ description: "The rows that stand there now" }),
  })
  .openapi("Corrected");

/** A version as a request names it. */
const SeenVersion = z.string().regex(/^[ru]\d{1,15}-\d{1,15}$/, "a version as it was read, such as r17-3");

/** A correction with the versions that it is made of. */
export const CorrectionRequestSchema = z
  .intersection(
    CorrectionSchema,
    z.object({
      version: z
        .union([SeenVersion, z.array(SeenVersion).min(1).max(100)])
        .optional()
        .openapi({
          description:
            "The version of the row, or of the unit, that is corrected, as it was read; then, if several, those of other rows that the correction speaks of. A link needs both. With it `position` and `other` may be out of date: the rows are found by their versions",
        }),
    }),
  )
  .openapi("CorrectionRequest");

/** What a correction or an undo may have in its head. */
export const AskedHeaders = z.object({
  "if-match": z
    .string()
    .max(3000)
    .optional()
    .openapi({ description: 'In place of `version`: `"r17-3"`, several separated by commas' }),
  "idempotency-key": IdempotencyKey(),
});
export const UndoHeaders = AskedHeaders.pick({ "idempotency-key": true });

function IdempotencyKey() {
  return z.string().min(1).max(200).optional().openapi({
    description: "Under the same key a request is done once, and answered again as it was, for seven days",
  });
}
