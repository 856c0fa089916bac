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
