import { z } from "@hono/zod-openapi";
import { noTextIn } from "@sextant/core/language";
import { ARABIC_SPELLINGS, originsIn } from "@sextant/core/memory";

/** What addresses and bodies of requests hold, wherever it is asked. */

/** A language tag in a query. */
export const LanguageParameter = z
  .string()
  .regex(/^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*$/, "a BCP 47 language tag, such as fr")
  .max(35);

/** Several tags, separated by commas. */
export const LanguagesParameter = z
  .string()
  .max(200)
  .regex(
    /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*(?:,[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*)*$/,
    "BCP 47 language tags separated by commas, such as fr,en,ar",
  )
  .transform((list) => list.split(","));

/** Names of memories, separated by commas, which no name holds. */
export const MemoriesParameter = z
  .string()
  .max(2000)
  .transform((list) => list.split(",").map((name) => name.trim()))
  .openapi({ type: "string", description: "Names of the memories to look in, separated by commas; all if left out" });

/** Ids, separated by commas, which no id holds. */
export const NamesParameter = z
  .string()
  .max(20_000)
  .transform((list) => list.split(",").map((name) => name.trim()))
  .openapi({ type: "string" });

const ORIGIN = String.raw`(?:(?:documentSet|body|memory):\s*[^\s,][^,]*|unit:\s*\d{1,15}\s*)`;

/** Document sets, organs, memories and units, separated by commas, which no name of one holds: see {@link originsIn}. */
export const OriginsParameter = z
  .string()
  .max(20_000)
  .regex(
    new RegExp(`^${ORIGIN}(?:,${ORIGIN})*$`, "u"),
    "origins separated by commas, such as documentSet:UDHR,body:A/C.3,memory:Old,unit:15",
  )
  .transform((list) => originsIn(list.split(",")))
  .openapi({ type: "string" });

/** The same as a list, where names may hold commas. */
export const OriginList = z
  .array(
    z
      .string()
      .max(300)
      .regex(/^(?:(?:documentSet|body|memory):.*\S|unit:\s*\d{1,15}\s*$)/su, "an origin, such as documentSet:UDHR"),
  )
  .max(1000)
  .transform((list) => originsIn(list))
  .openapi({ type: "array", items: { type: "string" } });

/** Ids of units, separated by commas. */
export const IdsParameter = z
  .string()
  .max(40_000)
  .regex(/^\d{1,15}(?:,\d{1,15})*$/, "whole numbers separated by commas, such as 12,15")
  .transform((list) => list.split(",").map(Number))
  .openapi({ type: "string" });

/** Whether Arabic spellings that are taken for one another count as the same. */
export const ArabicParameter = z.enum(ARABIC_SPELLINGS).default("loose").openapi({
  description:
    "Whether Arabic vowel signs, the seat of hamza, and the dots of a final ya or ta marbuta count: strict; otherwise they do not",
});

/** Which document set, in an address. */
export const SetParameter = z.object({ id: z.string().max(200).openapi({ description: "Id of the document set" }) });

/** Which named memory, in an address. */
export const MemoryParameter = z.object({ name: z.string().max(200).openapi({ description: "Name of the memory" }) });

/** A segment that is looked up, or put in the place of another. */
export const SegmentText = z.string().trim().min(1, "some text").max(5000, "at most 5,000 characters");

/** A text that a person writes into a memory. */
export const WrittenText = SegmentText.refine((text) => noTextIn(text) === undefined, {
  error: ({ input }) => `a text without ${noTextIn(String(input))}, which is no character of one`,
});

/** A whole number: in an address in digits alone, in JSON as a number. */
export const WholeNumber = (min: number, max: number) =>
  z
    .union([z.number(), z.string()])
    .transform((value, context) => {
      if (typeof value === "number" || /^\d{1,16}$/.test(value)) return Number(value);
      context.addIssue({ code: "custom", message: "a whole number, in digits" });
      return z.NEVER;
    })
    .pipe(z.int().min(min).max(max))
    .openapi({ type: "integer", minimum: min, maximum: max });

/** The same; `initial` where it is left out. */
export const WholeNumberOr = (initial: number, min: number, max: number) =>
  WholeNumber(min, max).default(initial).openapi({ default: initial });

/** A number of 0..1, as `0.75`. */
export const ShareParameter = z
  .string()
  .regex(/^\d(?:\.\d{1,20})?(?:e-\d{1,3})?$/, "a number from 0 to 1, such as 0.75")
  .transform(Number)
  .pipe(z.number().min(0).max(1))
  .openapi({ type: "number", minimum: 0, maximum: 1 });

/** Where a page ended. */
export const CursorParameter = z.string().max(100).openapi({ description: "As `Link` of the page before has it" });

export const FromParameter = WholeNumberOr(0, 0, 1e9).openapi({ description: "Position of the first row" });
export const TextParameter = z.string().trim().min(1, "some text").max(2000, "at most 2,000 characters");
