import type { Document } from "@sextant/core";
import { strFromU8, unzipSync } from "fflate";

/** How often each word is in texts: letters and digits, compatibility forms and case aside. */
export type Bag = Map<string, number>;

function add(bag: Bag, text: string, times: number): void {
  for (const [word] of text
    .normalize("NFKC")
    .toLowerCase()
    .matchAll(/[\p{L}\p{M}\p{N}]+/gu))
    bag.set(word, (bag.get(word) ?? 0) + times);
}

/** The words of a DOCX's body and notes, found by nothing but its `w:t` and `m:t`, paragraph by paragraph. */
export function wordsOfDocx(bytes: Uint8Array): Bag {
  const bag: Bag = new Map();
  const parts = unzipSync(bytes, { filter: ({ name }) => /^word\/(?:document|footnotes|endnotes)\.xml$/.test(name) });
  for (const part of Object.values(parts)) {
    const xml = strFromU8(part).replace(/<mc:Fallback>[\s\S]*?<\/mc:Fallback>/g, "");
    for (const paragraph of xml.split("</w:p>")) {
      const pieces = paragraph.matchAll(/<[wm]:t(?: [^>]*)?>([^<]*)<|<w:(?:tab|br|noBreakHyphen)\/>/g);
      add(bag, [...pieces].map(([, text]) => unescaped(text ?? " ")).join(""), 1);
    }
  }
  return bag;
}

const unescaped = (xml: string): string =>
  xml.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: string) => ({ lt: "<", gt: ">", quot: '"', apos: "'" })[name] ?? "&",
  );

/** What is more in a document than in a bag (above 0) or less (below 0): numbers, marks that are letters, and what was left out count. */
export function differences(bag: Bag, { blocks, notes, reading }: Document): Bag {
  const found = new Map([...bag].map(([word, times]) => [word, -times]));
  const letters = (mark: string): string => (/^\d/.test(mark) ? "" : `${mark} `);
  for (const { text, number = "", marks = [] } of blocks) {
    let from = 0;
    const parts = marks.map(({ mark, offset }) => {
      const part = text.slice(from, offset) + letters(mark);
      from = offset;
      return part;
    });
    add(found, `${number} ${parts.join("")}${text.slice(from)}`, 1);
  }
  for (const { mark, text } of notes) add(found, letters(mark) + text, 1);
  for (const { text, reason } of reading?.leftOut ?? [])
    if (!/^(?:header|comment|chart|diagram)/.test(reason)) add(found, text, 1);
  return new Map([...found].filter(([, times]) => times !== 0));
}
