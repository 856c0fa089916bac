import { z } from "@hono/zod-openapi";
import { VERSION_STATES, VERSION_WARNING_CODES } from "@sextant/core/compare";
import { warningSchema } from "./warning.ts";

/** Shapes of two versions of a text, compared. */

const VersionTextSchema = z.object({
  at: z.int().openapi({ description: "Its place among the blocks, or the notes, of its document; 0 for the first" }),
  role: z.string(),
  number: z.string().optional().openapi({ description: "Its printed number, or a note's mark" }),
  text: z.string(),
  page: z.int().optional(),
});

const VersionNameSchema = z.object({
  symbol: z.string().optional(),
  date: z.string().optional(),
  title: z.string().optional(),
});

export const ComparisonSchema = z
  .object({
    language: z.string(),
    old: VersionNameSchema,
    new: VersionNameSchema,
    entries: z
      .array(
        z.object({
          states: z.array(z.enum(VERSION_STATES)),
          old: z.array(VersionTextSchema),
          new: z.array(VersionTextSchema),
          differences: z.array(
            z.object({
              kind: z.enum(["same", "added", "removed"]),
              text: z.string(),
              moved: z.literal(true).optional().openapi({ description: "The same words stand elsewhere, too" }),
            }),
          ),
          translations: z
            .array(
              z.object({
                source: z.string(),
                touched: z.boolean().openapi({ description: "Whether the change touches the segment" }),
                targets: z.record(z.string(), z.string()),
                working: z.array(z.string()).optional(),
                units: z.record(z.string(), z.int()),
              }),
            )
            .optional(),
        }),
      )
      .openapi({ description: "Blocks in the new order, then notes; what was dropped stands where it stood" }),
    counts: z.record(z.enum(VERSION_STATES), z.int()),
    words: z.object({ same: z.int(), added: z.int(), removed: z.int() }),
    warnings: z
      .array(warningSchema(VERSION_WARNING_CODES).openapi("VersionWarning"))
      .openapi({ description: "What could not be done" }),
  })
  .openapi("VersionComparison");
