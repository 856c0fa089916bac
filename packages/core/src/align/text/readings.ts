import { readFileSync } from "node:fs";

/** The most readings of a word that are told: each character may have several. */
const MAX_READINGS = 16;

let byCharacter: Map<string, string[]> | undefined;
let syllables: Set<string> | undefined;

/**
 * How a Chinese word may be read: its pinyin in small letters without tones or spaces, every reading of every character
 * with every other's. None where a character has no reading.
 */
export function readingsOf(word: string): readonly string[] {
  const known = readings();
  let read = [""];
  for (const character of word)
    read = read.flatMap((head) => (known.get(character) ?? []).map((reading) => head + reading)).slice(0, MAX_READINGS);
  return read;
}

/** Whether some Chinese character is read so. */
export function isSyllable(letters: string): boolean {
  readings();
  return syllables?.has(letters) ?? false;
}

/** The readings that come with the product, made by `corpus/dictionary.ts`; read when they are first asked for. */
function readings(): Map<string, string[]> {
  if (byCharacter) return byCharacter;
  const json = readFileSync(new URL("../../../readings.json", import.meta.url), "utf8");
  const all = Object.entries(JSON.parse(json) as Record<string, string>);
  syllables = new Set(all.map(([reading]) => reading));
  byCharacter = new Map();
  for (const [reading, characters] of all)
    for (const character of characters) byCharacter.set(character, [...(byCharacter.get(character) ?? []), reading]);
  return byCharacter;
}
