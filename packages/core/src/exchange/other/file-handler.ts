/**
 * Room other: files that are only read: TBX and SDLTM. In: a file. Out: units and problems. Imports exchange/tmx.
 *
 * @module
 */

import { SextantError, type UnreadableOptions } from "../../error.ts";
import type { ImportedUnit, InlineCode, Property } from "../../memory/stored.ts";
import { type LanguageName, VariantKeys } from "../language-name.ts";
import type { ImportProblem, Report } from "../problem.ts";
import type { ReadSegment } from "../tmx/segment-reader.ts";

/** A file that is not of the expected kind, or cannot be read further. */
export class UnreadableFile extends SextantError {
  override name = "UnreadableFile";

  constructor(message: string, options?: UnreadableOptions) {
    super("unreadable-file", message, options);
  }
}

/** Base of the readers of XML files: collects finished units, and reports problems. */
export abstract class FileHandler {
  readonly #report: Report;
  #ready: ImportedUnit[] = [];
  /** Id of the open unit. */
  protected tuid: string | undefined;
  /** Whether something in it is not well-formed; then it is left out. */
  protected isWrong = false;
  /** The line in which the open unit begins. */
  protected line = 1;

  constructor(report: Report) {
    this.#report = report;
  }

  take(): ImportedUnit[] {
    return this.#ready.splice(0);
  }

  wrong(reason: string, message: string, line: number): void {
    if (!this.isWrong) this.say("unit", reason, message, line);
    this.isWrong = true;
  }

  repaired(reason: string, message: string, line: number): void {
    this.say("repaired", reason, message, line);
  }

  protected say(kind: ImportProblem["kind"], reason: string, message: string, line = this.line): void {
    const { tuid } = this;
    this.#report({ kind, reason, line, ...(tuid !== undefined && { tuid }), message });
  }

  protected ready(unit: ImportedUnit): void {
    this.#ready.push(unit);
  }
}

/** Collects the variants of a unit of another tool. */
export class UnitParts {
  readonly #keys = new VariantKeys();
  readonly #variants: Record<string, string> = {};
  readonly #tags: Record<string, string> = {};
  readonly #codes: Record<string, readonly InlineCode[]> = {};
  readonly #segments: Record<string, string> = {};
  readonly properties: Property[] = [];

  /** @returns the key of the variant */
  add(language: LanguageName, { text, codes, content }: ReadSegment): string {
    const key = this.#keys.next(language);
    this.#variants[key] = text;
    if (language.tag !== language.language) this.#tags[key] = language.tag;
    if (codes.length > 0) this.#codes[key] = codes;
    if (content !== undefined) this.#segments[key] = content;
    return key;
  }

  /** Returns the unit, with its variants in the order in which they were added. */
  unit(tuid: string | undefined, status?: string): ImportedUnit {
    const some = <T extends object>(name: string, own: T): object =>
      Object.keys(own).length > 0 ? { [name]: own } : {};
    return {
      ...(tuid !== undefined && { tuid }),
      role: "text",
      confidence: 1,
      origin: "imported",
      ...(status !== undefined && { status }),
      variants: this.#variants,
      ...some("tags", this.#tags),
      ...some("codes", this.#codes),
      ...some("segments", this.#segments),
      ...some("properties", this.properties),
      ...this.#keys.order(),
      unofficial: [],
    };
  }
}
