import type { Finding, RowTexts } from "@sextant/core/compare";
import { languageProfile } from "@sextant/core/language";
import type { RowLabel } from "./report.ts";

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);

const STYLE = `body{font:16px/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
article{border-left:4px solid #999;padding:.2rem 1rem;margin:1.5rem 0}.error{border-color:#b00020}.warning{border-color:#c77700}
h2{font-size:1rem;margin:.3rem 0}p{margin:.3rem 0}mark{background:#ffe08a}del{color:#b00020;text-decoration:none}
small{color:#666}.texts{display:grid;grid-template-columns:2.5rem 1fr;gap:.2rem .5rem}`;

/** Findings as a page that needs nothing else: to be handed on. Texts run in their own direction. */
export function htmlReport(
  findings: readonly Finding[],
  textsOf: (row: number) => RowTexts,
  labelOf: (row: number) => RowLabel,
): string {
  const articles = findings.map((finding) => {
    const { row, printed } = labelOf(finding.row);
    const texts = Object.entries(textsOf(finding.row)).map(
      ([language, text]) =>
        `<small>${escaped(language)}</small><p lang="${escaped(language)}" dir="${languageProfile(language).direction}">${marked(text, finding, language)}</p>`,
    );
    return `<article class="${finding.severity}"><h2>Row ${row}${printed ? ` · ${escaped(printed)}` : ""} · ${finding.severity} · ${finding.type}</h2>
<p><bdi>${escaped(finding.message)}</bdi></p><div class="texts">${texts.join("\n")}</div></article>`;
  });
  const many = findings.length === 1 ? "1 finding" : `${findings.length} findings`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${many}</title><style>${STYLE}</style></head>
<body><h1>${many}</h1>
${articles.join("\n")}
</body></html>
`;
}

/** A text with the places of a finding marked. */
function marked(text: string, { places }: Finding, language: string): string {
  let out = "";
  let at = 0;
  for (const { start, end } of places
    .filter((place) => place.language === language)
    .sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    out += escaped(text.slice(at, start));
    out += start === end ? "<del>⟨…⟩</del>" : `<mark>${escaped(text.slice(start, end))}</mark>`;
    at = end;
  }
  return out + escaped(text.slice(at));
}
