import type {
  TranslatedSegment,
  VersionComparison,
  VersionDifference,
  VersionEntry,
  VersionText,
} from "@sextant/core/compare";
import { languageProfile } from "@sextant/core/language";
import { counted } from "../terminal.ts";
import { countsText, type GivenNames, headline, numbersText } from "./wording.ts";

/**
 * A comparison as a page to hand on: one file without script that loads nothing, for light, dark and paper. What is unchanged
 * is folded away.
 */
export function versionsPage(comparison: VersionComparison, given: GivenNames): string {
  const { language, entries, warnings } = comparison;
  const title = escaped(headline(comparison, given));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p>${escaped(countsText(comparison))}</p>
${warnings.map(({ message }) => `<p class="warning">${escaped(message)}</p>\n`).join("")}<main>
${runsOf(entries)
  .map((run) => runHtml(run, language))
  .join("\n")}
</main>
</body>
</html>
`;
}

/** Entries that follow each other, all unchanged, or one that is not. */
function runsOf(entries: readonly VersionEntry[]): VersionEntry[][] {
  const runs: VersionEntry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last && isUnchanged(entry) && isUnchanged(last[0] as VersionEntry)) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

const isUnchanged = ({ states }: VersionEntry): boolean => states[0] === "unchanged";

function runHtml(run: readonly VersionEntry[], language: string): string {
  const html = run.map((entry) => entryHtml(entry, language)).join("\n");
  if (!isUnchanged(run[0] as VersionEntry)) return html;
  return `<details><summary>${counted(run.length, "unchanged text")}</summary>\n${html}\n</details>`;
}

function entryHtml(entry: VersionEntry, language: string): string {
  const { states, old, new: current, translations = [] } = entry;
  const [text] = (current.length > 0 ? current : old) as readonly [VersionText, ...VersionText[]];
  const number = numbersText(entry);
  const head = [states.join(", "), number ? `${text.role} ${number}` : text.role];
  if (text.page !== undefined) head.push(`p. ${text.page}`);
  return `<section class="${states.join(" ")}">
<h2>${escaped(head.join(" · "))}</h2>
<p ${attributes(language)}>${bodyHtml(entry)}</p>
${translationsHtml(translations)}</section>`;
}

function bodyHtml({ states, old, new: current, differences }: VersionEntry): string {
  if (differences.length > 0) return differences.map(pieceHtml).join("");
  const text = (current.length > 0 ? current : old).map((own) => own.text).join(" ¶ ");
  if (states[0] === "new") return pieceHtml({ kind: "added", text });
  return pieceHtml({ kind: states[0] === "dropped" ? "removed" : "same", text });
}

function pieceHtml({ kind, text, moved }: VersionDifference): string {
  if (kind === "same") return escaped(text);
  const tag = kind === "added" ? "ins" : "del";
  return `<${tag}${moved ? ' class="moved" title="the same words stand elsewhere in the other version"' : ""}>${escaped(text)}</${tag}>`;
}

function translationsHtml(segments: readonly TranslatedSegment[]): string {
  const languages = [...new Set(segments.flatMap(({ targets }) => Object.keys(targets)))];
  return languages
    .map((language) => {
      const texts = segments.map(({ targets, touched }) => {
        const target = targets[language];
        if (target === undefined) return "[…]";
        return touched ? `<mark>${escaped(target)}</mark>` : escaped(target);
      });
      const isWorking = segments.some(({ working }) => working?.includes(language));
      const note = isWorking ? "<small>A working translation, not the official text</small>\n" : "";
      return `<p class="translation" ${attributes(language)}>${texts.join(" ")}</p>\n${note}`;
    })
    .join("");
}

const attributes = (language: string): string =>
  `lang="${escaped(language)}" dir="${languageProfile(language).direction}"`;

/** Text as HTML shows it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; --line: #8886; --in: #0a6b2d; --in-back: #d9f3e1; --out: #a3162a; --out-back: #fbe1e4; --touched: #fff0b8; }
@media (prefers-color-scheme: dark) { :root { --in: #7fe0a0; --in-back: #12391f; --out: #ff9aa6; --out-back: #4a171d; --touched: #554600; } }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.3rem; }
h2, summary { font: .8rem/1.4 system-ui, sans-serif; opacity: .75; margin: 0; }
section { border-inline-start: 3px solid var(--line); padding-inline-start: 1rem; margin: 1.2rem 0; break-inside: avoid; }
section.new { border-color: var(--in); }
section.dropped { border-color: var(--out); }
section p { margin: .2rem 0; unicode-bidi: isolate; overflow-wrap: anywhere; }
ins { color: var(--in); background: var(--in-back); text-decoration: underline; }
del { color: var(--out); background: var(--out-back); text-decoration: line-through; }
ins.moved { text-decoration: underline double; }
del.moved { text-decoration: line-through double; }
.translation { font-size: .95rem; opacity: .9; }
mark { color: inherit; background: var(--touched); }
small { font: .75rem/1.4 system-ui, sans-serif; font-style: italic; opacity: .75; }
.warning { font-style: italic; }
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; }
  ins, del, mark { print-color-adjust: exact; }
}
`;
