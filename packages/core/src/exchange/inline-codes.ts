import type { InlineCode } from "../memory/stored.ts";
import { attribute, content } from "./xml.ts";

/** Inline elements of TMX 1.4 (level 2) with the attributes that they may have; those that come first they must have. */
const ATTRIBUTES: Readonly<Record<string, { readonly needs: readonly string[]; readonly may: readonly string[] }>> = {
  bpt: { needs: ["i"], may: ["x", "type"] },
  ept: { needs: ["i"], may: [] },
  ph: { needs: [], may: ["x", "assoc", "type"] },
  it: { needs: ["pos"], may: ["x", "type"] },
  ut: { needs: [], may: ["x"] },
  hi: { needs: [], may: ["x", "type"] },
  sub: { needs: [], may: ["datatype", "type"] },
};
/** Elements whose content is a tool's code and not text. */
const CODE = new Set(["bpt", "ept", "ph", "it", "ut"]);

/** Stands in a text that is being read where a code was: XML forbids it, so that no text holds it. */
const PLACE = "\uffff";

/** Gathers the text of a segment, and the codes in it, as its elements come. */
export class SegmentReader {
  #text = "";
  readonly #codes: string[] = [];
  /** The code that is open, as far as it was read, and how many elements deep. */
  #open = "";
  #depth = 0;
  #size = 0;

  /** Characters of text and codes so far. */
  get size(): number {
    return this.#size;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#depth > 0 || CODE.has(name)) {
      this.#depth++;
      this.#open += tag(name, attributes);
    } else if (name === "hi") this.#add(tag(name, attributes));
  }

  close(name: string): void {
    if (this.#depth > 0) {
      this.#open += name in ATTRIBUTES ? `</${name}>` : "";
      if (--this.#depth > 0) return;
      this.#add(this.#open);
      this.#open = "";
    } else if (name === "hi") this.#add("</hi>");
  }

  text(text: string): void {
    this.#size += text.length;
    if (this.#depth > 0) this.#open += content(text);
    else this.#text += text;
  }

  /** The text in one line, NFC, and its codes; those that TMX does not know as they are, are left out. */
  end(): { readonly text: string; readonly codes: readonly InlineCode[] } {
    const all = inOneLine(this.#text).normalize("NFC");
    if (this.#codes.length === 0) return { text: all.trim(), codes: [] };
    const parts = all.split(PLACE);
    const whole = parts.join("");
    const text = whole.trim();
    const leading = whole.length - whole.trimStart().length;
    let at = 0;
    const codes = this.#codes.map((code, place): InlineCode => {
      at += (parts[place] as string).length;
      return { offset: Math.max(0, Math.min(text.length, at - leading)), code };
    });
    return { text: text.normalize("NFC"), codes: codes.filter(({ code }) => isInlineCode(code)) };
  }

  #add(code: string): void {
    this.#size += code.length;
    this.#text += PLACE;
    this.#codes.push(code);
  }
}

/** Most texts are, and the expression would try each of their characters. */
const inOneLine = (text: string): string =>
  /[\r\n]/.test(text) ? text.replace(/[^\S\u00a0\u202f\u3000]*[\r\n]+\s*/gu, " ") : text;

function tag(name: string, attributes: Readonly<Record<string, string>>): string {
  const known = ATTRIBUTES[name];
  if (!known) return "";
  const own = [...known.needs, ...known.may].filter((key) => attributes[key] !== undefined);
  return `<${name}${own.map((key) => ` ${key}="${attribute(attributes[key] as string)}"`).join("")}>`;
}

const ATTRIBUTE = `(?: [a-z]+="[^"<>]*")*`;
const CODE_PATTERN = new RegExp(
  `^<(?<name>bpt|ept|ph|it|ut)(?<attributes>${ATTRIBUTE})>(?:[^<>&]|&(?:amp|lt|gt|quot|apos|#\\d+);|<sub${ATTRIBUTE}>|</sub>)*</\\k<name>>$`,
  "u",
);
const HI_PATTERN = new RegExp(`^<hi${ATTRIBUTE}>$`, "u");

/** Whether a string is a code as {@link InlineCode} has it: it may then stand in a TMX file as it is. */
export function isInlineCode(code: string): boolean {
  if (code === "</hi>" || HI_PATTERN.test(code)) return true;
  const { name = "", attributes = "" } = CODE_PATTERN.exec(code)?.groups ?? {};
  const isWhole = (code.match(/<sub[ >]/g) ?? []).length === (code.match(/<\/sub>/g) ?? []).length;
  return isWhole && ATTRIBUTES[name]?.needs.every((key) => attributes.includes(` ${key}="`)) === true;
}

/** A text with its codes as the content of a TMX segment. Codes that would leave it unbalanced are left out. */
export function segmentContent(text: string, codes: readonly InlineCode[] = []): string {
  if (codes.length === 0) return content(text);
  const opened = codes.filter(({ code }) => HI_PATTERN.test(code)).length;
  const closed = codes.filter(({ code }) => code === "</hi>").length;
  let out = "";
  let from = 0;
  for (const { offset, code } of codes) {
    if (!isInlineCode(code) || (opened !== closed && /^<\/?hi/.test(code))) continue;
    let to = Math.max(from, Math.min(text.length, offset));
    // No code stands inside a character.
    if (to > from && /^[\udc00-\udfff]/.test(text.slice(to, to + 1))) to--;
    out += content(text.slice(from, to)) + code;
    from = to;
  }
  return out + content(text.slice(from));
}
