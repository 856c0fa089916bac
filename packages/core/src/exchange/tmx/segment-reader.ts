import type { InlineCode } from "../../memory/stored.ts";
import { MAX_SEGMENT_CHARACTERS } from "../problem.ts";
import { content } from "../xml.ts";
import { inlineAttributes, isInline, openTag, segmentContent } from "./inline-codes.ts";

/** Placeholder for a code in a text that is being read: XML forbids this character, so no text holds it. */
const PLACE = "\uffff";

/** An open element and its closing; one that TMX does not allow here has no `name`. */
interface Open {
  readonly written: string;
  readonly name?: string;
}

/** A segment as it was read. */
export interface ReadSegment {
  /** Text in one line, without blanks at its ends, NFC. */
  readonly text: string;
  readonly codes: readonly InlineCode[];
  /** The content of the segment, if text and codes do not give it whole, or there is no text. */
  readonly content?: string;
}

/** Collects the text of a segment, and the codes in it, from its elements. */
export class SegmentReader {
  /** Called with a few words for each thing that was left out or repaired. */
  readonly #report: (kind: "part" | "repaired", message: string) => void;
  #text = "";
  /** The content so far, from the first code on. */
  #content: string | undefined;
  readonly #codes: string[] = [];
  readonly #path: Open[] = [];
  /** Names of the open elements that are kept. */
  readonly #kept: string[] = [];
  /** The open code, as far as it was read, and the number of its open elements. */
  #code = "";
  #depth = 0;
  #size = 0;
  /** Numbers that were given to codes without one: their count, and those that are open. */
  #numbered = 0;
  readonly #unclosed: string[] = [];

  constructor(report: (kind: "part" | "repaired", message: string) => void) {
    this.#report = report;
  }

  /** Number of characters of text and codes so far. */
  get size(): number {
    return this.#size;
  }

  open(written: string, attributes: Readonly<Record<string, string>>): void {
    this.#size += written.length;
    if (this.#size > MAX_SEGMENT_CHARACTERS) return;
    if (!isInline(written, this.#kept.at(-1))) {
      this.#report("part", `TMX has no code <${written}> here: its tags were left out`);
      this.#path.push({ written });
      return;
    }
    const [name, own] = this.#repaired(written, attributes);
    const kept = inlineAttributes(name, own).length;
    if (Object.keys(own).length > kept) {
      const others = Object.keys(own).filter((key) => !inlineAttributes(name, own).some(([known]) => known === key));
      this.#report("part", `TMX has no attribute ${others.join(", ")} of <${name}>: left out`);
    }
    this.#path.push({ written, name });
    this.#kept.push(name);
    if (name !== "hi") this.#depth++;
    this.#add(openTag(name, own), name);
  }

  close(written: string): void {
    const at = this.#path.findLastIndex((open) => open.written === written);
    if (at < 0) return;
    for (const { name } of this.#path.splice(at).reverse()) {
      if (name === undefined) continue;
      this.#kept.pop();
      if (name !== "hi") this.#depth--;
      this.#add(`</${name}>`, name);
    }
  }

  text(text: string): void {
    this.#size += text.length;
    if (this.#size > MAX_SEGMENT_CHARACTERS) return;
    if (this.#depth === 0) this.#text += text;
    // Most segments have no codes, so their content is made at their end.
    if (this.#content === undefined) return;
    const own = content(text);
    this.#content += own;
    if (this.#depth > 0) this.#code += own;
  }

  end(): ReadSegment {
    const all = inOneLine(this.#text).normalize("NFC");
    // Most segments are plain text and need nothing else.
    if (this.#codes.length === 0 && all === this.#text && all !== "" && all === all.trim())
      return { text: all, codes: [] };
    const parts = all.split(PLACE);
    const joined = parts.join("");
    const text = joined.normalize("NFC").trim();
    const leading = joined.length - joined.trimStart().length;
    let at = 0;
    const codes = this.#codes.map((code, place): InlineCode => {
      at += (parts[place] as string).length;
      return { offset: Math.max(0, Math.min(text.length, at - leading)), code };
    });
    const whole = this.#content ?? content(this.#text);
    const said = segmentContent(text, codes);
    return { text, codes, ...((said !== whole || text === "") && { content: whole }) };
  }

  #add(tag: string, name: string): void {
    this.#content = (this.#content ?? content(this.#text)) + tag;
    if (name !== "hi" || this.#depth > 0) this.#code += tag;
    if (this.#depth > 0) return;
    this.#codes.push(this.#code === "" ? tag : this.#code);
    this.#code = "";
    this.#text += PLACE;
  }

  /** Adds the attributes that a code must have; a code of a pair without a number gets the number of its place. */
  #repaired(
    name: string,
    attributes: Readonly<Record<string, string>>,
  ): readonly [name: string, attributes: Readonly<Record<string, string>>] {
    if (name === "it" && attributes.pos === undefined) {
      this.#report("repaired", "an <it> that does not say its pos was made a <ph>");
      return ["ph", attributes];
    }
    if ((name !== "bpt" && name !== "ept") || attributes.i !== undefined) return [name, attributes];
    if (name === "bpt") {
      const i = `${++this.#numbered}`;
      this.#unclosed.push(i);
      this.#report("repaired", `a <bpt> without its i was given i="${i}"`);
      return [name, { ...attributes, i }];
    }
    const i = this.#unclosed.pop();
    this.#report(
      "repaired",
      i ? `an <ept> without its i was given i="${i}"` : "an <ept> without a <bpt> was made an <it>",
    );
    return i ? [name, { ...attributes, i }] : ["it", { ...attributes, pos: "end" }];
  }
}

/** Most texts are in one line, and the expression would try each of their characters. */
const inOneLine = (text: string): string =>
  /[\r\n]/.test(text) ? text.replace(/[^\S\u00a0\u202f\u3000]*[\r\n]+\s*/gu, " ") : text;
