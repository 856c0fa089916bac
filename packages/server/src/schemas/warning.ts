import { z } from "@hono/zod-openapi";

const Value = z.union([z.string(), z.number()]);

export const ValuesSchema = z
  .record(z.string(), z.union([Value, z.array(Value).readonly()]))
  .readonly()
  .openapi({ description: "What the sentence is made from" });

/**
 * The shape of warnings of some kinds, each with what its sentence is made from.
 *
 * @param codes the kinds
 */
export const warningSchema = <Code extends string>(codes: readonly Code[]) =>
  z.object({
    code: z.enum(codes),
    values: ValuesSchema,
    message: z.string().openapi({ description: "The sentence in English" }),
  });
