import { SextantError, type SextantErrorCode } from "../../error.ts";

/** An error on its way between threads, which hand on data and no classes. */
export interface PackedError {
  readonly kind: "sextant" | "range" | "other";
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Fields of its own: `code`, and what it tells besides, as {@link StaleVersion}'s `now`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Packs an error; its cause stays behind, the stack tells where it was. */
export function packedError(error: unknown): PackedError {
  const own = error instanceof Error ? error : new Error(String(error));
  const { cause: _, ...fields } = own as Error & { cause?: unknown };
  const kind = error instanceof SextantError ? "sextant" : error instanceof RangeError ? "range" : "other";
  return { kind, name: own.name, message: own.message, stack: own.stack, fields: plainOf(fields) };
}

/** The error that was packed: told by its `code`, or a `RangeError`. */
export function unpackedError({ kind, name, message, stack, fields }: PackedError): Error {
  const error =
    kind === "sextant"
      ? new SextantError(fields.code as SextantErrorCode, message)
      : kind === "range"
        ? new RangeError(message)
        : new Error(message);
  return Object.assign(error, { name }, fields, stack === undefined ? {} : { stack });
}

/** What threads can hand on of an object's fields: data. */
function plainOf(fields: object): Record<string, unknown> {
  try {
    return structuredClone({ ...fields });
  } catch {
    return {};
  }
}
