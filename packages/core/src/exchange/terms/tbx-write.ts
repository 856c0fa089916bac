import { languageTag } from "../../language/profile.ts";
import { attribute, content } from "../xml.ts";
import type { Concept, ConceptTerm, TermContext } from "./concept.ts";

/** The editions of TBX: that of 2019 is the standard, that of 2008 what most tools read. */
export const TBX_EDITIONS = ["2019", "2008"] as const;
export type TbxEdition = (typeof TBX_EDITIONS)[number];

/** Names of the elements in which the editions differ, and what the file begins with. */
const ELEMENTS = {
  2019: {
    root: "tbx",
    dialect: ' style="dca" type="TBX-Basic"',
    space: ' xmlns="urn:iso:std:iso:30042:ed-2"',
    header: "tbxHeader",
    entry: "conceptEntry",
    language: "langSec",
    term: "termSec",
  },
  2008: {
    root: "martif",
    dialect: ' type="TBX-Basic"',
    space: "",
    header: "martifHeader",
    entry: "termEntry",
    language: "langSet",
    term: "tig",
  },
} as const;

/**
 * Writes concepts as TBX-Basic (ISO 30042), data categories as attributes: an entry for each, with its subject, its terms by
 * language, and for each term in how many units it is, and texts with their document. A working translation is said to be one.
 *
 * @param title of the file
 * @returns the file in portions, one for each concept
 */
export function* writeTbx(concepts: Iterable<Concept>, title: string, edition: TbxEdition = "2019"): Generator<string> {
  const { root, dialect, space, header } = ELEMENTS[edition];
  yield `<?xml version="1.0" encoding="UTF-8"?>
<${root}${dialect} xml:lang="en"${space}>
<${header}><fileDesc><titleStmt><title>${content(title)}</title></titleStmt><sourceDesc><p>Sextant: renderings that are probable, not reviewed</p></sourceDesc></fileDesc></${header}>
<text><body>
`;
  let number = 0;
  for (const concept of concepts) yield written(concept, `c${++number}`, edition);
  yield `</body></text>\n</${root}>\n`;
}

function written({ subject, languages, units, more }: Concept, id: string, edition: TbxEdition): string {
  const { entry, language } = ELEMENTS[edition];
  const lines = [`<${entry} id="${id}">`];
  if (subject) lines.push(`<descrip type="subjectField">${content(subject)}</descrip>`);
  for (const [tag, terms] of languages) {
    // An edition of TBX knows no language without a term.
    if (terms.length === 0) continue;
    lines.push(`<${language} xml:lang="${attribute(languageTag(tag))}">`);
    lines.push(...terms.map((term) => writtenTerm(term, `${units}${more ? "+" : ""}`, edition)));
    lines.push(`</${language}>`);
  }
  return `${lines.join("\n")}\n</${entry}>\n`;
}

function writtenTerm({ text, units, contexts }: ConceptTerm, all: string, edition: TbxEdition): string {
  const { term } = ELEMENTS[edition];
  const said = contexts.map(
    (own) =>
      `<descripGrp><descrip type="context">${content(own.text)}</descrip><admin type="source">${content(sourceOf(own))}</admin></descripGrp>`,
  );
  return [
    `<${term}><term>${content(text)}</term>`,
    ...said,
    `<note>in ${units} of ${all} segments</note></${term}>`,
  ].join("\n");
}

const sourceOf = ({ source, isWorking }: TermContext): string =>
  isWorking ? `${source} (working translation)` : source;
