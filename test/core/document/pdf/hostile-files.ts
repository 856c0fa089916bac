import { deflateSync } from "node:zlib";

/** A PDF of these objects, the first of which is its catalogue. */
export function pdf(objects: readonly (string | Uint8Array)[], trailer = ""): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from("%PDF-1.7\n")];
  const offsets: number[] = [];
  let length = (parts[0] as Uint8Array).length;
  for (const [at, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]);
    offsets.push(length);
    length += part.length;
    parts.push(part);
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A stream object; `packed` streams are deflated. */
export function stream(data: string | Uint8Array, dictionary = "", packed = false): Uint8Array {
  const bytes = packed ? deflateSync(Buffer.from(data), { level: 9 }) : Buffer.from(data);
  const head = `<<${dictionary}/Length ${bytes.length}${packed ? "/Filter/FlateDecode" : ""}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from("\nendstream")]);
}

/** What one page of {@link onePage} may have that it need not. */
export interface PageParts {
  readonly content: string;
  readonly packed?: boolean;
  readonly catalog?: string;
  readonly pages?: string;
  readonly page?: string;
  readonly resources?: string;
  readonly font?: string;
  /** From object 6 on. */
  readonly objects?: readonly (string | Uint8Array)[];
  readonly trailer?: string;
}

/** A PDF of one page: 1 the catalogue, 2 the pages, 3 the page, 4 the font F1, 5 the content. */
export function onePage({
  content,
  packed,
  catalog = "",
  page = "",
  objects = [],
  trailer,
  ...parts
}: PageParts): Uint8Array {
  const { pages = "/Kids[3 0 R]/Count 1", resources = "/Font<</F1 4 0 R>>" } = parts;
  const { font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>" } = parts;
  const box = "/MediaBox[0 0 612 792]";
  return pdf(
    [
      `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
      `<</Type/Pages${pages}>>`,
      `<</Type/Page/Parent 2 0 R${page.includes("MediaBox") ? "" : box}/Resources<<${resources}>>/Contents 5 0 R${page}>>`,
      font,
      stream(content, "", packed),
      ...objects,
    ],
    trailer,
  );
}

export const SENTENCE = "The General Assembly decides to count the pear trees of the valley.";

/** A line of text by its operators. */
export const shown = (text = SENTENCE, matrix = "1 0 0 1 72 700"): string =>
  `BT /F1 12 Tf ${matrix} Tm (${text}) Tj ET\n`;

/** A tagged PDF of one page with this structure tree, from object 6 on. */
export function tagged(tree: string, ...objects: readonly string[]): Uint8Array {
  return onePage({
    content: `/P <</MCID 0>> BDC ${shown()} EMC`,
    catalog: "/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R",
    objects: [tree, ...objects],
  });
}

/** Forms that each paint the next one twice. */
export function doublingForms(depth: number): Uint8Array {
  const form = (at: number): Uint8Array =>
    stream(
      at + 1 < depth ? "/X Do /X Do" : shown(),
      `/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F1 4 0 R>>${at + 1 < depth ? `/XObject<</X ${7 + at} 0 R>>` : ""}>>`,
    );
  return onePage({
    content: `${shown()}/X Do`,
    resources: "/Font<</F1 4 0 R>>/XObject<</X 6 0 R>>",
    objects: Array.from({ length: depth }, (_, at) => form(at)),
  });
}
