/**
 * Room xliff: XLIFF 1.2 and 2.1, and what other tools made of it. In: the text of a file, or units. Out: units and
 * problems; or the pieces of a file. Imports exchange/tmx, tables and other.
 *
 * @module
 */

import type { FileHeader, ImportedUnit } from "../../memory/stored.ts";
import { FileHandler, UnitParts, UnreadableFile } from "../other/file-handler.ts";
import { MAX_SEGMENT_CHARACTERS, type Report } from "../problem.ts";
import { readXml, type XmlHandler } from "../xml-read.ts";
import { XliffSegment } from "./inline-read.ts";
import { type Side, SideLanguages } from "./side-languages.ts";
import { CONFIRMED, isUntranslated } from "./states.ts";

/**
 * Reads the translated units of a bilingual XLIFF file: 1.2 (OASIS, 2008) and its dialects of Trados (SDLXLIFF) and
 * memoQ (MQXLIFF), 2.0 and 2.1 (OASIS, 2018). A unit that is cut into segments yields one unit for each. Codes become
 * those of TMX, with their data from elsewhere in the file. Units without a translation, and those that their state says are
 * not translated yet, are reported and left out; proposals (`alt-trans`, `matches`) are not units.
 *
 * @param portions of the file's text
 * @throws {UnreadableFile} if the file is not XLIFF, ends too early, names no languages, or holds a text too large for memory
 * @throws {RangeError} for a language given that is none
 */
export const xliffUnits = (portions: AsyncIterable<string>, options: XliffOptions): AsyncGenerator<ImportedUnit> =>
  readXml(portions, new XliffHandler(options), ["xliff"], UnreadableFile);

/** Options of {@link xliffUnits}. */
export interface XliffOptions {
  /** Receives each problem, in order of place. */
  readonly report: Report;
  /** Receives the source language. */
  readonly onHeader?: ((header: FileHeader) => void) | undefined;
  /** Source and target, where the file does not name them: XLIFF 1.2 may leave the target out. */
  readonly languages?: readonly string[] | undefined;
}

/** Elements whose content does not belong to the unit. */
const SKIPPED = new Set([
  "alt-trans",
  "matches",
  "bin-unit",
  "glossary",
  "changeTrack",
  "internal-file",
  "reference",
  "cxts-defs",
]);
/** What po2xliff calls the unit that says who made a PO file, and when. */
const PO_HEADER = "x-gettext-domain-header";
/** A source and a target that are being read. */
interface Pair {
  source?: XliffSegment;
  target?: XliffSegment;
  confirmed?: "confirmed" | "rejected";
  /** What the file says of its translation: `needs-translation`. */
  state?: string;
}

class XliffHandler extends FileHandler implements XmlHandler {
  readonly #onHeader: XliffOptions["onHeader"];
  readonly #languages: SideLanguages;
  #skipped = 0;
  #isInUnit = false;
  /** Pairs by the id of their segment; the id of a text without segments is "". */
  #pairs = new Map<string, Pair>();
  #notes: string[] = [];
  #note: string | undefined;
  #status: Pair["confirmed"];
  #state = "";
  #side: Side | undefined;
  /** The reader of the open segment. */
  #segment: XliffSegment | undefined;
  #depth = 0;
  /** Whether it is part of a text, a `mrk` of type `seg`. */
  #isMarked = false;
  /** Id of the open `segment` of 2.1. */
  #named = "";
  #count = 0;
  /** Data of codes, by `first 5`, `alone 6`, or `alone d1`. */
  #data = new Map<string, string>();
  #datum: string | undefined;
  #tag = "";

  constructor({ report, onHeader, languages = [] }: XliffOptions) {
    super(report);
    this.#onHeader = onHeader;
    this.#languages = new SideLanguages(languages);
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    if (this.#skipped > 0 || SKIPPED.has(name)) this.#skipped++;
    else if (this.#side) this.#openInText(name, attributes);
    else if (name === "xliff") this.#named21(attributes);
    else if (name === "file") this.#openFile(attributes);
    else if (name === "trans-unit" || name === "unit") this.#openUnit(name, attributes, line);
    else if (this.#isInUnit) this.#openInUnit(name, attributes);
    else if (name === "tag") this.#tag = attributes.id ?? "";
    else if (this.#tag !== "" && /^(?:bpt|ept|ph|st)$/.test(name))
      this.#datum = `${{ bpt: "first", ept: "last" }[name] ?? "alone"} ${this.#tag}`;
  }

  close(name: string): void {
    if (this.#skipped > 0) this.#skipped--;
    else if (this.#side) this.#closeInText(name);
    else if (name === "trans-unit" || name === "unit") this.#closeUnit();
    else if (name === "file") this.#languages.both(this.line);
    else if (name === "note" && this.#note !== undefined) {
      this.#notes.push(this.#note);
      this.#note = undefined;
    } else if (name === "tag") this.#tag = "";
    else this.#datum = undefined;
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    if (this.#segment) this.#segment.text(text);
    else if (this.#note !== undefined) this.#note = (this.#note + text).slice(0, MAX_SEGMENT_CHARACTERS);
    else if (this.#datum !== undefined)
      this.#data.set(this.#datum, `${this.#data.get(this.#datum) ?? ""}${text}`.slice(0, MAX_SEGMENT_CHARACTERS));
  }

  #named21({ srcLang, trgLang }: Readonly<Record<string, string>>): void {
    this.#languages.name("source", srcLang);
    this.#languages.name("target", trgLang);
  }

  #openFile(attributes: Readonly<Record<string, string>>): void {
    this.#data = new Map();
    this.#languages.name("source", attributes["source-language"]);
    this.#languages.name("target", attributes["target-language"]);
    const { source: from } = this.#languages;
    if (from) this.#onHeader?.({ attributes: { srclang: from.tag }, properties: [] });
  }

  #openUnit(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    if (attributes.restype === PO_HEADER) {
      this.#skipped++;
      this.say("repaired", "header", "the header of a PO file, which is no unit", line);
      return;
    }
    this.line = line;
    // Its name where it was taken from; an id is of the file alone.
    this.tuid = attributes[name === "unit" ? "name" : "resname"] || attributes.id;
    this.isWrong = false;
    this.#isInUnit = true;
    this.#pairs = new Map();
    this.#notes = [];
    this.#count = 0;
    // The data of codes belongs to a unit in 2.1, and to the file in Trados' dialect.
    if (name === "unit") this.#data = new Map();
    this.#state = attributes["mq:status"] ?? "";
    const isConfirmed = attributes.approved === "yes" || CONFIRMED.unit.test(this.#state);
    this.#status = isConfirmed ? "confirmed" : undefined;
  }

  #openInUnit(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "source" || name === "target" || name === "seg-source") {
      this.#side = name === "target" ? "target" : "source";
      this.#languages.nameAtText(this.#side, attributes["xml:lang"]);
      if (name === "target") this.#says(attributes.state);
      // `seg-source` repeats in segments what `source` says whole.
      if (name === "seg-source") this.#pairs.delete("");
      else this.#begin(this.#named);
    } else if (name === "segment") {
      this.#named = attributes.id ?? `${++this.#count}`;
      const pair = this.#pair(this.#named);
      if (attributes.state !== undefined) pair.state = attributes.state;
      if (CONFIRMED.segment.test(attributes.state ?? "")) pair.confirmed = "confirmed";
    } else if (name === "ignorable") this.#skipped++;
    else if (name === "note") this.#note = "";
    else if (name === "data") this.#datum = `alone ${attributes.id ?? ""}`;
    else if (name === "seg" && attributes.conf !== undefined) {
      const pair = this.#pair(attributes.id ?? "");
      pair.state = attributes.conf;
      if (CONFIRMED.trados.test(attributes.conf)) pair.confirmed = "confirmed";
      else if (attributes.conf.startsWith("Rejected")) pair.confirmed = "rejected";
    }
  }

  /** Notes what a target of 1.2 says of all its segments. */
  #says(state = this.#state): void {
    this.#state = state;
    if (CONFIRMED.target.test(state)) this.#status ??= "confirmed";
  }

  #pair(name: string): Pair {
    const pair = this.#pairs.get(name) ?? {};
    this.#pairs.set(name, pair);
    return pair;
  }

  #begin(name: string): void {
    const data = {
      of: (id: string, part: string): string => this.#data.get(`${part} ${id}`) ?? this.#data.get(`alone ${id}`) ?? "",
    };
    this.#segment = new XliffSegment(data, (element) =>
      this.say("part", "inline code", `<${element}> stands for nothing that is kept: its tags were left out`),
    );
    this.#depth = 0;
    this.#pair(name)[this.#side as Side] = this.#segment;
  }

  #openInText(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "mrk" && attributes.mtype === "seg" && attributes.mid !== undefined) {
      // The segments hold the whole text.
      if (this.#side === "target") delete this.#pair("").target;
      this.#begin(attributes.mid);
      this.#isMarked = true;
    } else if (this.#segment) {
      this.#depth++;
      this.#segment.open(name, attributes);
    }
  }

  #closeInText(name: string): void {
    if (name === "source" || name === "target" || name === "seg-source") {
      this.#side = undefined;
      this.#segment = undefined;
      this.#isMarked = false;
    } else if (this.#segment && this.#depth > 0) {
      this.#depth--;
      this.#segment.close();
    } else if (this.#isMarked) {
      this.#isMarked = false;
      this.#segment = undefined;
    }
  }

  #closeUnit(): void {
    this.#isInUnit = false;
    this.#named = "";
    for (const [name, pair] of this.#pairs) {
      if (this.isWrong || (!pair.source && !pair.target)) continue;
      const [from, into] = [pair.source?.end(), pair.target?.end()];
      if (!from?.text || !into?.text) {
        const isCodes = from?.text === "" && into?.text === "";
        const why = isCodes ? "of codes alone" : "without a translation";
        this.say("unit", "no translation", `${called(name)} ${why}`);
        continue;
      }
      const { source, target } = this.#languages.both(this.line);
      const state = pair.state ?? this.#state;
      if (isUntranslated(state, from.text, into.text)) {
        this.say("unit", "not translated yet", `${called(name)} is not translated yet: its state is ${state}`);
        continue;
      }
      if (Math.max(pair.source?.size ?? 0, pair.target?.size ?? 0) > MAX_SEGMENT_CHARACTERS) {
        this.say("unit", "too long", `a segment of more than ${MAX_SEGMENT_CHARACTERS} characters`);
        continue;
      }
      const parts = new UnitParts();
      parts.add(source, from);
      parts.add(target, into);
      for (const value of this.#notes) parts.properties.push({ kind: "note", value });
      this.ready(parts.unit(this.tuid, pair.confirmed ?? this.#status));
    }
    this.tuid = undefined;
    this.isWrong = false;
  }
}

const called = (segment: string): string => (segment === "" ? "a unit" : `segment ${segment}`);
