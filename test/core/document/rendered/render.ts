import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  Document as DocxDocument,
  Footer,
  FootnoteReferenceRun,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from "docx";
import type { Browser } from "playwright-core";
import { corpus } from "../../../setup.ts";

/** A block of the gold: marks are known by their labels; where they stand is told by the reader of the text. */
export interface RenderedBlock {
  readonly role: string;
  readonly number?: string;
  readonly text: string;
  readonly marks?: readonly { readonly mark: string; readonly offset: number }[];
}

export interface Rendering {
  readonly language: string;
  readonly blocks: readonly RenderedBlock[];
  readonly notes: readonly { readonly mark: string; readonly text: string }[];
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A block's text cut at its marks: pieces of text, a mark between each two. */
function pieces({ text, marks = [] }: RenderedBlock): { text: string; mark?: string }[] {
  let from = 0;
  const out: { text: string; mark?: string }[] = [];
  for (const { mark, offset } of marks) {
    out.push({ text: text.slice(from, offset), mark });
    from = offset;
  }
  out.push({ text: text.slice(from) });
  return out;
}

function printed({ role, number }: RenderedBlock, language: string): string {
  if (number === undefined) return "";
  if (language === "ar") return `${number} - `;
  return role === "title" ? `${number}. ` : `${number}. `;
}

/** As a web page writes it: paragraphs, superscript links to notes at the end. */
export function asHtml({ language, blocks, notes }: Rendering): string {
  const body = blocks.map((block) => {
    const inner = pieces(block)
      .map(({ text, mark }) => escaped(text) + (mark ? `<sup><a id="r${mark}" href="#n${mark}">${mark}</a></sup>` : ""))
      .join("");
    const tag = block.role === "title" ? "h1" : "p";
    return `<${tag}>${escaped(printed(block, language))}${inner}</${tag}>`;
  });
  const foot = notes.map(
    ({ mark, text }) => `<li id="n${mark}"><p>${mark} ${escaped(text)} <a href="#r${mark}">↑</a></p></li>`,
  );
  return `<!doctype html><html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"><head><meta charset="utf-8"><title>x</title>
<style>p { margin: 1em }</style><script>document.title = "<p>no text</p>"</script></head><body><nav><a href="/">Home</a></nav><main>
${body.join("\n")}<hr><ol>${foot.join("\n")}</ol></main><footer>© 2012</footer></body></html>`;
}

/** As Word writes it: footnotes of its own, header and footer, automatic page numbers. */
export async function asDocx({ language, blocks, notes }: Rendering): Promise<Uint8Array> {
  const rtl = language === "ar";
  const run = (text: string) => new TextRun({ text, rightToLeft: rtl });
  const used = new Map(notes.filter(({ mark }) => /^\d/.test(mark)).map(({ mark, text }) => [Number(mark), text]));
  // Word refers to a note once; a mark that repeats is a cross-reference, set as raised text.
  const referred = new Set<string>();
  const reference = (mark: string) => {
    if (referred.has(mark)) return new TextRun({ text: mark, superScript: true });
    referred.add(mark);
    return new FootnoteReferenceRun(Number(mark));
  };
  const paragraphs = blocks.map(
    (block) =>
      new Paragraph({
        bidirectional: rtl,
        children: [
          run(printed(block, language)),
          ...pieces(block).flatMap(({ text, mark }) => [run(text), ...(mark ? [reference(mark)] : [])]),
        ],
      }),
  );
  const document = new DocxDocument({
    footnotes: Object.fromEntries(
      [...used].map(([id, text]) => [id, { children: [new Paragraph({ children: [run(text)] })] }]),
    ),
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph("A/RES/67/189")] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                children: [new TextRun({ children: [PageNumber.CURRENT, "/", PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: paragraphs,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** As a printer sets it: justified text on A4 pages, notes at the foot of the page of their first mark, running heads. */
export async function asPdf(browser: Browser, rendering: Rendering): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    const blocks = rendering.blocks.map((block) => ({
      role: block.role,
      printed: printed(block, rendering.language),
      pieces: pieces(block),
    }));
    await page.setContent(
      `<!doctype html><html lang="${rendering.language}" dir="${rendering.language === "ar" ? "rtl" : "ltr"}"><head><meta charset="utf-8"><style>${STYLE}</style></head><body></body></html>`,
    );
    // Fonts come when text asks for them: what is laid out before they are there moves when they come.
    await page.evaluate(async (text) => {
      const sample = document.body.appendChild(document.createElement("p"));
      sample.innerHTML = "<b></b><i></i>";
      for (const child of sample.children) child.textContent = text;
      await document.fonts.ready;
      sample.remove();
    }, JSON.stringify(rendering));
    await page.evaluate(layOut, { blocks, notes: [...rendering.notes], unspaced: rendering.language === "zh" });
    return new Uint8Array(await page.pdf({ width: "600px", height: "850px", printBackground: true }));
  } finally {
    await page.close();
  }
}

/** The fonts of packages, as data, so that a page looks the same on every machine. */
export function fontFaces(): string {
  const data = (type: string, url: URL): string =>
    `url(data:font/${type};base64,${readFileSync(url).toString("base64")})`;
  const sheets = ["@fontsource-variable/source-serif-4/wght.css", "@fontsource/zcool-xiaowei/400.css"].map((name) => {
    const sheet = new URL(import.meta.resolve(name));
    return readFileSync(sheet, "utf8").replace(/url\(([^)]+\.woff2)\)/g, (_, file: string) =>
      data("woff2", new URL(file, sheet)),
    );
  });
  const arabic = new URL(import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"));
  return `${sheets.join("\n")} @font-face { font-family: "Arabic"; src: ${data("ttf", arabic)}; unicode-range: U+600-6FF }`;
}

const STYLE = `${fontFaces()}
  @page { margin: 0 } body { margin: 0; font: 14px/1.35 "Source Serif 4 Variable", "Arabic", "ZCOOL XiaoWei", serif }
  .page { position: relative; width: 600px; height: 850px; break-after: page; overflow: hidden }
  .head { position: absolute; top: 25px; inset-inline: 70px; font-size: 11px; display: flex; justify-content: space-between; border-bottom: 1px solid }
  .foot { position: absolute; bottom: 22px; inset-inline: 70px; font-size: 11px; text-align: end }
  .body { position: absolute; top: 60px; inset-inline: 70px }
  .notes { position: absolute; bottom: 50px; inset-inline: 70px; font-size: 11px; }
  .notes:not(:empty)::before { content: ""; display: block; width: 120px; border-top: 1px solid; margin-bottom: 4px }
  .notes p { margin: 0 } p { margin: 0 0 9px; text-align: justify; text-indent: 28px } .notes p, .on { text-indent: 0 }
  .title { font-weight: bold; text-indent: 0 } .closing { text-indent: 0; text-align: end; margin: 0 }
  sup { font-size: 9px; line-height: 0; vertical-align: super }`;

/** Runs in the page: fills one page after another, word by word, each note on the page of its first mark. */
function layOut({
  blocks,
  notes,
  unspaced,
}: {
  blocks: { role: string; printed: string; pieces: { text: string; mark?: string }[] }[];
  notes: { mark: string; text: string }[];
  unspaced: boolean;
}): void {
  const make = (tag: string, name: string, parent: Element): HTMLElement => {
    const element = document.createElement(tag);
    element.className = name;
    parent.append(element);
    return element;
  };
  let count = 0;
  let body = document.body;
  let foot = document.body;
  const turn = (): void => {
    const page = make("div", "page", document.body);
    const head = make("div", "head", page);
    make("span", "", head).textContent = "A/RES/67/189";
    make("span", "", head).textContent = "Organised crime – 20 December 2012";
    body = make("div", "body", page);
    foot = make("div", "notes", page);
    make("div", "foot", page).textContent = `${++count}/9`;
  };
  const full = (): boolean => body.getBoundingClientRect().bottom > foot.getBoundingClientRect().top - 14;
  const noted = new Set<string>();
  const addNote = (mark: string): HTMLElement | undefined => {
    const note = notes.find((candidate) => candidate.mark === mark);
    if (!note || noted.has(mark)) return undefined;
    const paragraph = make("p", "", foot);
    make("sup", "", paragraph).textContent = mark;
    paragraph.append(` ${note.text}`);
    noted.add(mark);
    return paragraph;
  };
  turn();
  addNote("*");
  for (const block of blocks) {
    let paragraph = make("p", block.role, body);
    const put = (add: () => { undo: () => void }): void => {
      const { undo } = add();
      if (!full()) return;
      undo();
      if (paragraph.textContent === "") paragraph.remove();
      const fresh = paragraph.textContent === "" || !paragraph.isConnected;
      turn();
      paragraph = make("p", fresh ? block.role : `${block.role} on`, body);
      add();
    };
    const word = (text: string): void =>
      put(() => {
        const node = document.createTextNode(text);
        paragraph.append(node);
        return { undo: () => node.remove() };
      });
    if (block.printed) word(block.printed);
    for (const { text, mark } of block.pieces) {
      const words = unspaced ? [...text] : (text.match(/\S+\s*|\s+/g) ?? []);
      const last = mark ? words.pop() : undefined;
      for (const one of words) word(one);
      if (mark)
        // A mark stays with the word before it, and its note with the mark.
        put(() => {
          const node = document.createTextNode(last ?? "");
          paragraph.append(node);
          const sup = make("sup", "", paragraph);
          sup.textContent = mark;
          const note = addNote(mark);
          return {
            undo: () => {
              node.remove();
              sup.remove();
              if (note) noted.delete(mark);
              note?.remove();
            },
          };
        });
    }
  }
}

/** The resolution as the text reader reads it, which other tests hold against the gold. */
export function resolutionText(language: string): Uint8Array {
  return readFileSync(join(corpus("A-RES-67-189"), `${language}.txt`));
}
