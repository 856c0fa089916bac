import type { FileHeader, ImportedUnit, Property } from "../../memory/stored.ts";
import { type LanguageName, languageNamed } from "../language-name.ts";
import { MAX_SEGMENT_CHARACTERS, type Report } from "../problem.ts";
import { SegmentReader } from "../tmx/segment-reader.ts";
import { readXml, type XmlHandler } from "../xml-read.ts";
import { FileHandler, UnitParts, UnreadableFile } from "./file-handler.ts";

const ENTRY = /^(?:termEntry|conceptEntry|entry)$/;
const LANGUAGE = /^(?:langSet|langSec|langGroup)$/;
/** Elements that describe an entry, a language or a term. */
const SAID = /^(?:descrip|termNote|admin|note)$/;
/**
 * Elements that hold others, or are parts of a text. In TBX-Min, and in a file whose `style` is `dct`, every other element is named for
 * what it says (ISO 30042:2019): `<basic:administrativeStatus>`.
 */
const HOLDING = /Grp$|^(?:hi|foreign|p|ec|sc|ph|transac|date|ref|xref)$/;

/**
 * Reads the entries of a TBX file (ISO 30042:2008 and 2019; TBX-Basic, TBX-Min) as units: one text for each term, so that
 * synonyms are variants of one language. Descriptions of an entry or a term are kept as notes and props.
 *
 * @param portions of the file's text
 * @param report receives each problem, in order of place
 * @param onHeader receives the language of the file, if it names one
 * @throws {UnreadableFile} if the file is not TBX, ends too early, or holds a text too large for memory
 */
export const tbxUnits = (
  portions: AsyncIterable<string>,
  report: Report,
  onHeader?: (header: FileHeader) => void,
): AsyncGenerator<ImportedUnit> =>
  readXml(portions, new TbxHandler(report, onHeader), ["martif", "tbx", "TBX"], UnreadableFile);

class TbxHandler extends FileHandler implements XmlHandler {
  readonly #onHeader: ((header: FileHeader) => void) | undefined;
  #parts: UnitParts | undefined;
  #terms = 0;
  #language: LanguageName | undefined;
  /** Key of the variant of the last term in the open language. */
  #variant: string | undefined;
  #term: SegmentReader | undefined;
  #property: Property | undefined;
  #isByElements = false;

  constructor(report: Report, onHeader?: (header: FileHeader) => void) {
    super(report);
    this.#onHeader = onHeader;
  }

  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    if (ENTRY.test(name)) {
      this.line = line;
      this.tuid = attributes.id;
      this.isWrong = false;
      this.#parts = new UnitParts();
      this.#terms = 0;
    } else if (!this.#parts) {
      // The root's language is that of its descriptions, and by custom the source.
      const source = attributes["xml:lang"];
      if (name === "TBX" || (name === "tbx" && attributes.style === "dct")) this.#isByElements = true;
      if (name === "martif" || name === "tbx")
        this.#onHeader?.({ attributes: { ...(source && { srclang: source }) }, properties: [] });
    } else if (LANGUAGE.test(name)) this.#openLanguage(attributes["xml:lang"] ?? attributes.lang ?? "", line);
    else if (name === "term") this.#term = new SegmentReader(() => {});
    else if (/^(?:tig|ntig|termSec|termGroup)$/.test(name)) this.#variant = undefined;
    else if (this.#saysSomething(name))
      this.#property = {
        kind: name === "note" ? "note" : "prop",
        ...(name !== "note" && { name: attributes.type ?? name }),
        value: "",
      };
  }

  close(name: string): void {
    const parts = this.#parts;
    if (!parts) return;
    if (ENTRY.test(name)) this.#closeEntry(parts);
    else if (LANGUAGE.test(name)) {
      this.#language = undefined;
      this.#variant = undefined;
    } else if (name === "term" && this.#term) this.#closeTerm(parts, this.#term);
    else if (this.#property && this.#saysSomething(name)) {
      parts.properties.push({ ...(this.#variant !== undefined && { variant: this.#variant }), ...this.#property });
      this.#property = undefined;
    }
  }

  #saysSomething(name: string): boolean {
    return SAID.test(name) || (this.#isByElements && !HOLDING.test(name));
  }

  text(text: string): void {
    if (this.#term) this.#term.text(text);
    else if (this.#property) {
      const value = (this.#property.value + text).slice(0, MAX_SEGMENT_CHARACTERS);
      this.#property = { ...this.#property, value };
    }
  }

  #openLanguage(name: string, line: number): void {
    try {
      this.#language = languageNamed(name);
    } catch {
      this.#language = undefined;
      this.say("part", "no language", `${JSON.stringify(name)} is no language tag: its terms were left out`, line);
    }
  }

  #closeTerm(parts: UnitParts, term: SegmentReader): void {
    this.#term = undefined;
    const read = term.end();
    if (!this.#language || read.text === "" || term.size > MAX_SEGMENT_CHARACTERS) return;
    this.#variant = parts.add(this.#language, read);
    this.#terms++;
  }

  #closeEntry(parts: UnitParts): void {
    this.#parts = undefined;
    if (this.isWrong) return;
    if (this.#terms === 0) this.say("unit", "no text", "an entry without any term");
    else this.ready(parts.unit(this.tuid));
  }
}
