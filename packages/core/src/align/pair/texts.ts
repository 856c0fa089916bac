import { initialBorders } from "../evidence/borders.ts";
import { embedded, type Vectors } from "../evidence/embeddings.ts";
import { initialLengthModel, type LengthModel } from "../evidence/length.ts";
import type { Piece } from "../evidence/pieces.ts";
import { uniqueAnchors } from "../evidence/unique-anchors.ts";
import { estimatedPriors } from "../grid/priors.ts";
import { pathCounts } from "../grid/shapes.ts";
import { type Lookalikes, lookalikes } from "../text/cognates.ts";
import { type Bags, joinedBags, type Sides, Vocabulary } from "../text/tokens.ts";
import { knownPartners, type WordTranslations } from "../words/known-words.ts";
import { firstPass } from "./first-pass.ts";

/** The segments of two languages' texts, in order. */
export interface SegmentTexts {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

/** Texts of two languages as the aligner sees them: words as numbers, and pairs of types that look alike. */
export interface Texts {
  readonly sourceWords: Vocabulary;
  readonly targetWords: Vocabulary;
  /** Both sides of each text, without full forms that occur only once. */
  readonly sides: readonly Sides[];
  /** The words of all texts, joined into one. */
  readonly all: { readonly source: Bags; readonly target: Bags };
  /** For each source type, the target types that look like or translate it; and the reverse. */
  readonly forwardLooks: Lookalikes;
  readonly reverseLooks: Lookalikes;
}

/** Enters the words of texts into a vocabulary for each language. */
export function enteredTexts(
  pairs: readonly SegmentTexts[],
  languages: { readonly source: string; readonly target: string },
  known: readonly WordTranslations[],
): Texts {
  const sourceWords = new Vocabulary(languages.source);
  const targetWords = new Vocabulary(languages.target);
  const entered = pairs.map(
    ({ source, target }): Sides => ({ source: sourceWords.side(source), target: targetWords.side(target) }),
  );
  // Both vocabularies must be complete first.
  const sides = entered.map(
    ({ source, target }): Sides => ({
      source: sourceWords.withoutLoneForms(source),
      target: targetWords.withoutLoneForms(target),
    }),
  );
  return {
    sourceWords,
    targetWords,
    sides,
    all: {
      source: joinedBags(sides.map(({ source }) => source)),
      target: joinedBags(sides.map(({ target }) => target)),
    },
    forwardLooks: lookalikes(sourceWords, targetWords, knownPartners(known, sourceWords, targetWords)),
    reverseLooks: lookalikes(targetWords, sourceWords, knownPartners(known, targetWords, sourceWords)),
  };
}

/** Makes the length model that holds before any bead is known. */
export function firstLengthModel({ sides }: Texts): LengthModel {
  return initialLengthModel(
    joined(sides.map((side) => side.source.lengths)),
    joined(sides.map((side) => side.target.lengths)),
  );
}

/** Runs the first pass: the pieces of each text, ready for the rounds. */
export function firstPieces(
  pairs: readonly SegmentTexts[],
  { sides, sourceWords, targetWords, forwardLooks }: Texts,
  length: LengthModel,
  vectors: Vectors | undefined,
): Piece[][] {
  const beliefs = {
    length,
    priors: estimatedPriors(),
    borders: initialBorders(sides, sourceWords.kinds, targetWords.kinds),
    looks: forwardLooks,
  };
  const first = { source: 0, target: 0 };
  return sides.map((side, at) => {
    const pair = pairs[at]!;
    const own = firstPass(side, beliefs).map((piece): Piece => {
      const { source, target, from, steps, posteriors } = piece;
      const ownVectors = embedded(
        vectors,
        pair.source.slice(from.source, from.source + source.count),
        pair.target.slice(from.target, from.target + target.count),
      );
      return {
        ...piece,
        first: { source: first.source + from.source, target: first.target + from.target },
        anchors: uniqueAnchors(piece, sourceWords, targetWords, forwardLooks),
        ...(ownVectors && { vectors: ownVectors }),
        stepPosteriors: new Float64Array(steps.length),
        stepConfidences: new Float64Array(steps.length),
        tempered: posteriors,
        damped: posteriors,
        counts: pathCounts(steps),
        settled: false,
      };
    });
    first.source += side.source.count;
    first.target += side.target.count;
    return own;
  });
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
