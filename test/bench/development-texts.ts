/**
 * Texts that are aligned by hand, for measuring: they are no part of the project, and are looked for in
 * $SEXTANT_ALIGNMENT_DATA, or ../shared/data/alignment. A set that is not there is left out, and named.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BeadUnits, parseBeads, type TextPair } from "@sextant/core";

const FOLDER = process.env.SEXTANT_ALIGNMENT_DATA ?? join(import.meta.dirname, "../../../shared/data/alignment");
/** A text this short teaches little; so long is what a user has of a letter or a page. */
const CUT_BEADS = 60;

/** A text and how people aligned it. */
export interface HandAligned extends TextPair {
  readonly name: string;
  readonly gold: readonly BeadUnits[];
}

/** Texts of one pair of languages; `isTogether` says whether they are aligned in one call. */
export interface DevelopmentSet {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly texts: readonly HandAligned[];
  readonly isTogether: boolean;
}

/** Reads all sets that are there: each text alone, several together, and cut into short texts. */
export function developmentSets(): DevelopmentSet[] {
  const yearbooks = textsIn("text-berg-dev", "src", "tgt");
  const novels = textsIn("mac-dev", "src", "tgt");
  const arabic = textsIn("ar-en-dev", "ar", "en");
  const named = (name: string): HandAligned[] => arabic.filter((text) => text.name === name);
  const set = (name: string, pair: string, texts: readonly HandAligned[], isTogether = false): DevelopmentSet => {
    const [from = "", to = ""] = pair.split("-");
    return { name, from, to, texts, isTogether };
  };
  return [
    set("text-berg-dev", "de-fr", yearbooks),
    set("text-berg-dev, in short texts", "de-fr", yearbooks.flatMap(cut)),
    set("mac-dev", "zh-en", novels),
    set("mac-dev, together", "zh-en", novels, true),
    set("mac-dev, in short texts", "zh-en", novels.flatMap(cut)),
    set("ar-en-dev, law", "ar-en", named("law")),
    set("ar-en-dev, law in short texts", "ar-en", named("law").flatMap(cut)),
    set("ar-en-dev, literature", "ar-en", named("literature")),
    set("ar-en-dev, together", "ar-en", arabic, true),
  ].filter(({ texts }) => texts.length > 0);
}

function textsIn(folder: string, source: string, target: string): HandAligned[] {
  const path = join(FOLDER, folder);
  if (!existsSync(path)) {
    console.log(`not here, and left out: ${path}`);
    return [];
  }
  const read = (name: string): string => readFileSync(join(path, name), "utf8");
  const lines = (name: string): string[] => read(name).replace(/\n$/, "").split("\n");
  return readdirSync(path)
    .filter((file) => file.endsWith(".gold"))
    .sort()
    .map((file) => file.slice(0, -".gold".length))
    .map((name) => ({
      name,
      source: lines(`${name}.${source}`),
      target: lines(`${name}.${target}`),
      gold: parseBeads(read(`${name}.gold`), `${name}.gold`),
    }));
}

/** Cuts a text before a bead into texts of {@link CUT_BEADS} beads; a rest of less than half of that is left out. */
function cut({ name, source, target, gold }: HandAligned): HandAligned[] {
  const texts: HandAligned[] = [];
  let [sources, targets] = [0, 0];
  for (let first = 0; first + CUT_BEADS / 2 <= gold.length; first += CUT_BEADS) {
    const beads = gold.slice(first, first + CUT_BEADS);
    const sourceEnd = endOf(beads.flatMap((bead) => bead.source)) ?? sources;
    const targetEnd = endOf(beads.flatMap((bead) => bead.target)) ?? targets;
    const [fromSource, fromTarget] = [sources, targets];
    texts.push({
      name: `${name} from ${first}`,
      source: source.slice(fromSource, sourceEnd),
      target: target.slice(fromTarget, targetEnd),
      gold: beads.map((bead) => ({
        source: bead.source.map((unit) => unit - fromSource),
        target: bead.target.map((unit) => unit - fromTarget),
      })),
    });
    [sources, targets] = [sourceEnd, targetEnd];
  }
  return texts;
}

const endOf = (units: readonly number[]): number | undefined => (units.length > 0 ? Math.max(...units) + 1 : undefined);
