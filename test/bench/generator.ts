import { readDocumentSet, sentences } from "@sextant/core";
import { random } from "../random.ts";
import { corpus } from "../setup.ts";

/** A source of texts like United Nations resolutions, of any size, the same for the same seed. */
export interface Generator {
  /** The next text. */
  text(): string;
  /** A text with one to three of its words changed, dropped or doubled. */
  changed(text: string): string;
}

/**
 * Words follow each other as in the corpus (a chain over two words). One word in six is a name from a list of 50,000
 * drawn by Zipf's law, and numbers are random, so that texts differ as in a large memory.
 */
export async function generator(language: string, seed: number): Promise<Generator> {
  const next = random(seed);
  const starts: string[] = [];
  const follow = new Map<string, string[]>();
  for (const id of ["A-RES-67-189", "UDHR"]) {
    const { versions } = await readDocumentSet(corpus(id));
    const blocks = versions.flatMap(({ document }) => (document.language === language ? document.blocks : []));
    for (const { text } of blocks)
      for (const { start, end } of sentences(text, language)) {
        const words = text.slice(start, end).split(/\s+/);
        if (words.length < 6) continue;
        starts.push(`${words[0]} ${words[1] ?? ""}`);
        for (let at = 2; at <= words.length; at++) {
          const key = `${words[at - 2]} ${words[at - 1]}`;
          const list = follow.get(key) ?? [];
          list.push(words[at] ?? "");
          follow.set(key, list);
        }
      }
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const name = (): string => {
    let rank = Math.floor(50_000 ** next());
    let word = "";
    for (; rank > 0; rank = Math.floor(rank / 20)) word += SYLLABLES[rank % 20];
    return word;
  };
  const words = [...follow.values()].flat().filter(Boolean);
  return {
    text() {
      let [before = "", word = ""] = pick(starts).split(" ");
      const out = [before, word];
      for (let left = 60; left > 0; left--) {
        const following = pick(follow.get(`${before} ${word}`) ?? [""]);
        if (!following) break;
        [before, word] = [word, following];
        out.push(next() < 1 / 6 ? name() : following.replace(/\d+/g, () => String(Math.floor(next() * 3000))));
      }
      return out.join(" ");
    },
    changed(text) {
      const out = text.split(" ");
      for (let changes = 1 + Math.floor(next() * 3); changes > 0; changes--) {
        const at = Math.floor(next() * out.length);
        const kind = next();
        if (kind < 0.5) out[at] = next() < 0.5 ? name() : pick(words);
        else if (kind < 0.75) out.splice(at, 1);
        else out.splice(at, 0, pick(words));
      }
      return out.join(" ");
    },
  };
}

const SYLLABLES = [..."ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za".split(" ")];
