import type { LeftOut } from "../../document.ts";
import type { FootNote } from "../../pages.ts";
import { formatNumber } from "../number-format.ts";
import { readXml } from "../xml.ts";
import { WORD } from "./namespaces.ts";
import { type NoteReference, referenceKey, Story } from "./story.ts";
import type { FileState } from "./story-tables.ts";

/** The notes of a file, in order of their first reference. */
export interface Notes {
  readonly notes: FootNote[];
  /** The printed mark of each reference, by its key. */
  readonly marks: ReadonlyMap<string, string>;
  /** Notes that nothing refers to. */
  readonly unreferenced: LeftOut[];
}

type Kind = NoteReference["kind"];

/** Reads the footnotes and endnotes that a body refers to, numbered as its sections or the file's settings say. */
export function readNotes(files: ReadonlyMap<string, Uint8Array>, body: Story, file: FileState): Notes {
  const formats = { footnote: "decimal", endnote: "lowerRoman", ...settingsOf(files), ...body.formats };
  const texts = { footnote: textsOf(files, "footnote", file), endnote: textsOf(files, "endnote", file) };
  const marks = new Map<string, string>();
  const notes: FootNote[] = [];
  const reached = { footnote: 0, endnote: 0 };
  for (const reference of body.references) {
    const key = referenceKey(reference);
    if (marks.has(key)) continue;
    const { kind, id, custom } = reference;
    const mark = custom ?? formatNumber(++reached[kind], formats[kind]);
    marks.set(key, mark);
    const text = texts[kind].get(id) ?? "";
    texts[kind].delete(id);
    notes.push({ mark, text: custom && text.startsWith(custom) ? text.slice(custom.length).trim() : text, page: 0 });
  }
  const unreferenced = [...texts.footnote.values(), ...texts.endnote.values()]
    .filter(Boolean)
    .map((text) => ({ text, reason: "note that nothing refers to" }));
  return { notes, marks, unreferenced };
}

/** Reads the texts of notes of a kind, by their id; rules between text and notes are skipped. */
function textsOf(files: ReadonlyMap<string, Uint8Array>, kind: Kind, file: FileState): Map<string, string> {
  const texts = new Map<string, string>();
  const part = files.get(`word/${kind}s.xml`);
  let story: Story | undefined;
  let id = "";
  if (part)
    readXml(part, WORD, {
      open(name, attributes) {
        if (name === `w:${kind}`) {
          id = attributes.id ?? "";
          story = attributes.type && attributes.type !== "normal" ? undefined : new Story(file);
        } else story?.open(name, attributes);
      },
      text: (text) => story?.text(text),
      close(name) {
        if (name === `w:${kind}`) {
          if (story) texts.set(id, noteText(story));
          story = undefined;
        } else story?.close(name);
      },
    });
  return texts;
}

const noteText = ({ paragraphs }: Story): string =>
  paragraphs.map(({ label, text }) => (label ? `${label} ${text}` : text)).join(" ");

function settingsOf(files: ReadonlyMap<string, Uint8Array>): { footnote?: string; endnote?: string } {
  const story = new Story({ style: readNoStyle, label: () => undefined, tables: 0, unknownFonts: new Set() });
  const part = files.get("word/settings.xml");
  if (part) readXml(part, WORD, story);
  return story.formats;
}

const readNoStyle = () => ({ name: "", isTitle: false, inMasthead: false, raised: false, hidden: false, font: "" });
