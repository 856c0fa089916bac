import { evenWeights, type Partners } from "./partners.ts";
import { isSyllable, readingsOf } from "./readings.ts";
import type { Vocabulary } from "./tokens.ts";

/**
 * Names keep their sound in another script: محمد is Muhammad, 王 is Wang. In Latin and Cyrillic letters a name is told by its
 * capital. It is compared with Arabic words by the consonants that both write, and with Chinese words by their pinyin.
 *
 * @returns for each type of `from` that sounds like types of `to`, those; of two scripts that tell no names apart, none
 */
export function soundalikes(from: Vocabulary, to: Vocabulary): Map<number, Partners> {
  const partners = new Map<number, Set<number>>();
  const add = (type: number, other: number): void => {
    const own = partners.get(type) ?? new Set();
    partners.set(type, own.add(other));
  };
  if (soundsOf(from)) eachPair(to, from, (name, word) => add(word, name));
  else eachPair(from, to, add);
  return new Map(
    [...partners].map(([type, others]) => [type, { ids: [...others], weights: evenWeights(others.size) }]),
  );
}

/** How words of a script sound, and names in Latin letters beside them. */
interface Sounds {
  /** Of a word, the ways it may sound; none of a word too short to tell. */
  readonly word: (surface: string) => readonly string[];
  /** Of a name, in the order in which they are looked for: the words of the first that is found are meant. */
  readonly name: (surface: string) => readonly (readonly string[])[];
}

/** Shorter sounds, in consonants, are common to too many words. */
const MIN_CONSONANTS = 3;

const ARABIC: Sounds = {
  word: (surface) => arabicConsonants(surface).filter(isTelling),
  name: (surface) => [[latinConsonants(surface)].filter(isTelling)],
};
const CHINESE: Sounds = { word: readingsOf, name: (surface) => [[surface], ...inTwo(surface)] };

const isTelling = (sound: string): boolean => sound.replace(BEGINS_WITH_VOWEL, "").length >= MIN_CONSONANTS;

function soundsOf({ script }: Vocabulary): Sounds | undefined {
  if (script === "Arab") return ARABIC;
  return script === "Hans" || script === "Hant" || script === "Hani" ? CHINESE : undefined;
}

function eachPair(names: Vocabulary, words: Vocabulary, tell: (name: number, word: number) => void): void {
  const sounds = soundsOf(words);
  if (!sounds || soundsOf(names)) return;
  const bySound = new Map<string, number[]>();
  words.surfaces.forEach((surface, type) => {
    if (!IS_WORD.test(surface)) return;
    for (const sound of sounds.word(surface)) {
      const known = bySound.get(sound);
      if (known) known.push(type);
      else bySound.set(sound, [type]);
    }
  });
  names.surfaces.forEach((surface, name) => {
    if (!IS_WORD.test(surface) || !names.isName(name)) return;
    const ways = sounds.name(surface).map((way) => way.flatMap((sound) => bySound.get(sound) ?? []));
    for (const word of ways.find(({ length }) => length > 0) ?? []) tell(name, word);
  });
}

const IS_WORD = /^\p{L}[\p{L}\p{M}'’‘-]*$/u;

/** A name of two syllables, each of which may be a Chinese character by itself. */
function inTwo(surface: string): string[][] {
  const cuts: string[][] = [];
  for (let at = 1; at < surface.length; at++) {
    const cut = [surface.slice(0, at), surface.slice(at)];
    if (cut.every(isSyllable)) cuts.push(cut);
  }
  return cuts;
}

/** Begins the consonants of a word that begins with a vowel, or with a letter that may be written as one. */
const BEGINS_WITH_VOWEL = "*";

/** Arabic letters with what Latin letters make of them; the others are vowels, or are heard by few who write them. */
const ARABIC_CONSONANTS: Readonly<Record<string, string>> = Object.fromEntries(
  [..."بتثجحخدذرزسشصضطظغفقكلمنهپڤگچ"].map((letter, at) => [letter, [..."bttjhkddrzsssdtzgfkklmnhbfjs"][at] as string]),
);
const ARABIC_ARTICLE = /^[وفبلك]?ال(?=..)/u;
const ARABIC_PARTICLE = /^[وفبلك](?=..)/u;

/** The consonants of an Arabic word without its article, and without a particle before it. */
function arabicConsonants(surface: string): string[] {
  const bare = surface.replace(ARABIC_ARTICLE, "");
  const forms = bare === surface && ARABIC_PARTICLE.test(surface) ? [surface, surface.slice(1)] : [bare];
  return forms.map((form) => {
    const letters = [...form.replace(/[هة]$/u, "")].map((letter) => ARABIC_CONSONANTS[letter] ?? "");
    return (/^[اعأإآويئؤ]/u.test(form) ? BEGINS_WITH_VOWEL : "") + once(letters.join(""));
  });
}

/** The consonants of a name as an Arabic text has them: p is b, v is f, sh one letter. */
function latinConsonants(surface: string): string {
  const word = surface.replace(/[^a-z]/g, "").replace(/^al(?=...)/, "");
  const letters = word
    .replace(/h$/, "")
    .replace(/g(?!h)/g, "j")
    .replace(/[skdgtpc]h|ck/g, (two) => DIGRAPHS[two] as string)
    .replace(/x/g, "ks")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/[cqpv]/g, (letter) => ({ c: "k", q: "k", p: "b", v: "f" })[letter] as string)
    .replace(/[^bdfghjklmnrstz]/g, "");
  return (/^[aeiouyw]/.test(word) ? BEGINS_WITH_VOWEL : "") + once(letters);
}
const DIGRAPHS: Readonly<Record<string, string>> = {
  sh: "s",
  kh: "k",
  dh: "d",
  gh: "g",
  th: "t",
  ph: "f",
  ch: "s",
  ck: "k",
};

/** Letters in a row once: Arabic does not write a consonant twice. */
const once = (letters: string): string => letters.replace(/(.)\1+/g, "$1");
