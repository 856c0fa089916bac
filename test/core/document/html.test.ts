import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, readDocument } from "@sextant/core";
import { expect, test } from "vitest";

const read = (body: string): Promise<Document> =>
  readDocument(new TextEncoder().encode(`<!doctype html><body>${body}</body>`), { language: "fr" });
const blocks = async (body: string) => (await read(body)).blocks.map(({ role, number, text }) => [role, number, text]);

test("headings, lists and tables keep what they are", async () => {
  expect(
    await blocks(`<h1>Rapport</h1><h2>Introduction</h2><p>Un <b>premier</b>\n paragraphe.</p>
      <ol><li>Un point<li>Un autre</ol><ol type="a"><li><p>Premier alinéa</p><p>Suite</p></li></ol>
      <ul><li>Sans numéro</li></ul><table><tr><th>État<td>Date</table>`),
  ).toEqual([
    ["title", undefined, "Rapport"],
    ["heading", undefined, "Introduction"],
    ["text", undefined, "Un premier paragraphe."],
    ["text", "1", "Un point"],
    ["text", "2", "Un autre"],
    ["subparagraph", "(a)", "Premier alinéa"],
    ["text", undefined, "Suite"],
    ["text", undefined, "Sans numéro"],
    ["table-cell", undefined, "État"],
    ["table-cell", undefined, "Date"],
  ]);
});

test("scripts, styles and hidden machinery are no text; nothing is fetched and nothing runs", async () => {
  const { blocks } = await read(
    `<script>document.write("un")</script><style>p{}</style><template><p>deux</p></template><iframe src="http://x/"></iframe>
     <img src="http://127.0.0.1:1/x.png" onerror="throw 1"><p onclick="x()">Le &eacute;tat&nbsp;d’urgence &amp; la paix</p>`,
  );
  expect(blocks.map(({ text }) => text)).toEqual(["Le état\u00a0d’urgence & la paix"]);
});

test("notes are told from links to elsewhere in the page", async () => {
  const document = await read(
    `<p>Voir <a href="#a2">l’article 2</a> et la note<sup><a href="#f1">1</a></sup>, encore<sup>1</sup>, et m<sup>2</sup>.</p>
     <p id="a2">Article.</p><div id="f1"><sup>1</sup> Une note. <a href="#r">↩</a></div>`,
  );
  expect(
    document.blocks.map(({ text, marks }) => [text, marks?.map(({ mark, offset }) => `${mark}@${offset}`)]),
  ).toEqual([
    ["Voir l’article 2 et la note, encore, et m².", ["1@27", "1@35"]],
    ["Article.", undefined],
  ]);
  expect(document.notes).toEqual([{ mark: "1", text: "Une note." }]);
});

test("elements a hundred thousand deep are read all the same", async () => {
  const deep = `${"<div>".repeat(100_000)}<p>Au fond.${"</div>".repeat(100_000)}`;
  expect((await read(deep)).blocks.map(({ text }) => text)).toEqual(["Au fond."]);
});

test("a million open tags are read all the same", async () => {
  for (const tag of ["div", "b", "table", "svg"]) {
    const { blocks } = await read(`<p>Avant la tour.</p>${`<${tag}>`.repeat(1_000_000)}<p>Au fond.</p><p>Après.</p>`);
    expect(blocks[0]?.text, tag).toBe("Avant la tour.");
    if (tag !== "svg") expect(blocks.at(-1)?.text, tag).toBe("Après.");
  }
});

test.each([
  ["the number", `<sup><a id="r1" href="#n1">1</a></sup>`, `<a href="#r1">1</a>`],
  ["the number in brackets", `<sup id="r1"><a href="#n1">[1]</a></sup>`, `[<a href="#r1">1</a>]`],
  ["a word", `<a href="#n1"><sup id="r1">1</sup></a>`, `<a href="#r1">Back</a>`],
  ["a link to an anchor", `<a id="r1"></a><a href="#n1">1</a>`, `<a href="#r1">1</a>`],
])("a link in a note to elsewhere keeps its words; the link back, %s, does not", async (_, mark, back) => {
  const { notes } = await read(
    `<h2 id="sec">4. Les vergers</h2><p>Les poiriers sont nombreux${mark} dans la vallée.</p>
     <aside role="doc-footnote" id="n1">${back} Voir <a href="#sec">la section 4</a> et la note <a href="#n2">2</a>. <a href="#r1">↩</a></aside>
     <p>Et ailleurs<a href="#n2">2</a>.</p><aside id="n2">2 Voir plus haut.</aside>`,
  );
  expect(notes[0]).toEqual({ mark: "1", text: "Voir la section 4 et la note 2." });
});

test("notes that begin again in each chapter keep the order of the page", async () => {
  const chapter = (name: string): string =>
    `<h2>Chapitre ${name}</h2><p>Un verger<a href="#${name}1">1</a> et un pré<a href="#${name}2">2</a>.</p>
     <p id="${name}1">1 Verger ${name}.</p><p id="${name}2">2 Pré ${name}.</p>`;
  const { notes } = await read(chapter("A") + chapter("B"));
  expect(notes.map(({ mark, text }) => `${mark} ${text}`)).toEqual([
    "1 Verger A.",
    "2 Pré A.",
    "1 Verger B.",
    "2 Pré B.",
  ]);
});

test("forty thousand notes are forty thousand notes", async () => {
  const numbers = Array.from({ length: 40_000 }, (_, at) => String(at + 1));
  const marks = numbers.map((at) => `<p>Mot.<sup><a href="#n${at}" id="r${at}">${at.slice(-3)}</a></sup></p>`).join("");
  const list = numbers.map((at) => `<li id="n${at}">Note. <a href="#r${at}">↩</a></li>`).join("");
  const { blocks, notes } = await read(`${marks}<ol>${list}</ol>`);
  expect([blocks.length, notes.length]).toEqual([40_000, 40_000]);
});

test("a link that is badly encoded is a link to nowhere", async () => {
  const { blocks } = await read(`<p>Voir <a href="#%">1</a> et <a href="#%E0%A4%A">la suite</a>.</p>`);
  expect(blocks.map(({ text }) => text)).toEqual(["Voir 1 et la suite."]);
});

test("a table that sets a number beside its text gives a numbered paragraph", async () => {
  const page = readFileSync(join(import.meta.dirname, "files/layout-table.html"));
  const { blocks } = await readDocument(page, { language: "en" });
  expect(
    blocks.filter(({ number }) => number?.startsWith("(")).map(({ role, number, text }) => [role, number, text]),
  ).toEqual([
    ["subparagraph", "(1)", "The wardens of the valley have asked for ladders in every year since the flood."],
    ["subparagraph", "(2)", "The joiners have said that they can make them."],
    ["subparagraph", "(a)", "ladders of ten rungs;"],
    ["subparagraph", "(b)", "lanterns and coats."],
  ]);
  expect(await texts(`<table><tr><td>•<td>Une échelle.<tr><td>•<td>Un manteau.</table>`)).toEqual([
    "Une échelle.",
    "Un manteau.",
  ]);
  const figures = await read(`<table><tr><td>1<td>Nord<tr><td>2<td>Sud</table>`);
  expect(figures.blocks.map(({ role }) => role)).toEqual(Array(4).fill("table-cell"));
});
const texts = async (body: string) => (await read(body)).blocks.map(({ text }) => text);

test("cells have their place in the grid, spans and head included", async () => {
  const { blocks } = await read(
    `<table><thead><tr><th rowspan="2">District<th colspan="2">Arbres<tr><th>Poires<th>Prunes</thead><tr><td>Nord<td>12<td>14</table>`,
  );
  expect(blocks.map(({ text, cell }) => [text, cell])).toEqual([
    ["District", { table: 0, row: 0, column: 0, rowSpan: 2, head: true }],
    ["Arbres", { table: 0, row: 0, column: 1, columnSpan: 2, head: true }],
    ["Poires", { table: 0, row: 1, column: 1, head: true }],
    ["Prunes", { table: 0, row: 1, column: 2, head: true }],
    ["Nord", { table: 0, row: 2, column: 0 }],
    ["12", { table: 0, row: 2, column: 1 }],
    ["14", { table: 0, row: 2, column: 2 }],
  ]);
});

test("numbers above and below the line that link nowhere are text", async () => {
  const { blocks } = await read(
    `<p>Soit 10<sup>6</sup> t de CO<sub>2</sub> sur 12 km<sup>2</sup>, le 1<sup>er</sup> mai<sup><a href="#n">2</a></sup>.</p><p id="n">2 Note.</p>`,
  );
  expect(blocks[0]).toMatchObject({
    text: "Soit 10⁶ t de CO2 sur 12 km², le 1er mai.",
    marks: [{ mark: "2", offset: 40 }],
  });
});

test("a page in a form is read; what is hidden or navigation is left out and told", async () => {
  const { blocks, reading } = await read(
    `<form><nav>Accueil</nav><p>Le texte.</p><p hidden>Caché.</p><button>Envoyer</button></form>`,
  );
  expect(blocks.map(({ text }) => text)).toEqual(["Le texte."]);
  expect(reading?.leftOut.map(({ text }) => text)).toEqual(["Accueil", "Caché.", "Envoyer"]);
});

test("a listing has a block for each line, and preformatted prose one for each paragraph", async () => {
  expect(
    await blocks(
      `<p>Il faut écrire&nbsp;:</p><pre>Source: verger\nSection: <b>fruits</b>\n\n  Poires: mûres\n</pre>
       <pre>La Commission a pris note du rapport\nsur les travaux de sa session passée\net des moyens qui lui ont été donnés\npar les États.\n\nElle a remercié ses membres de tout.</pre>`,
    ),
  ).toEqual([
    ["text", undefined, "Il faut écrire\u00a0:"],
    ["text", undefined, "Source: verger"],
    ["text", undefined, "Section: fruits"],
    ["text", undefined, "Poires: mûres"],
    [
      "text",
      undefined,
      "La Commission a pris note du rapport sur les travaux de sa session passée et des moyens qui lui ont été donnés par les États.",
    ],
    ["text", undefined, "Elle a remercié ses membres de tout."],
  ]);
});

test("what leads to other pages of a manual is left out, with its reason", async () => {
  const { blocks, reading } = await read(
    `<div class="related" role="navigation"><h3>Navigation</h3> <ul><li><a href="b.html">suivant</a></li></ul></div>
     <div class="navheader"><table><tr><th>Chapitre 4</th></tr><tr><td><a href="a.html">Précédent</a></td></tr></table></div>
     <h1>Les vergers<a href="#vergers">¶</a></h1><p>Les vergers de la vallée sont grands.</p>
     <div class="nav"><p>La classe ne suffit pas.</p></div>
     <ul class="docnav"><li><a href="b.html">Suivant</a></li></ul>`,
  );
  expect(blocks.map(({ text }) => text)).toEqual([
    "Les vergers",
    "Les vergers de la vallée sont grands.",
    "La classe ne suffit pas.",
  ]);
  expect(reading?.leftOut).toEqual([
    { text: "Navigation suivant", reason: "navigation, header or footer of the page" },
    { text: "Chapitre 4Précédent", reason: "navigation, header or footer of the page" },
    { text: "¶", reason: "sign that links to its own heading" },
    { text: "Suivant", reason: "navigation, header or footer of the page" },
  ]);
});

test("an aside that holds notes is not left out: its notes are notes", async () => {
  const { notes, reading } = await read(
    `<p>Les vergers de la vallée<a href="#n1">[1]</a> sont grands.</p>
     <aside class="footnotes"><aside id="n1"><span>[<a href="#r1">1</a>]</span><p>Tous les vergers.</p></aside></aside>`,
  );
  expect(notes).toEqual([{ mark: "1", text: "Tous les vergers." }]);
  expect(reading?.leftOut).toEqual([]);
});
