import { plainPattern } from "../../language/plain.ts";
import { sentences } from "../../language/sentences/sentences.ts";
import type { Span } from "../../language/span.ts";
import type { Draft } from "../finding.ts";
import { draft, placeIn, type Sides, type SideText } from "./sides.ts";

interface Negation {
  /** What denies. */
  readonly strong: RegExp;
  /** What may say the same in other words: without, except, to prevent, impossible. */
  readonly weak: RegExp;
}

const words = (pattern: string): RegExp => new RegExp(`(?<!\\p{L})(?:${plainPattern(pattern)})(?!\\p{L})`, "gu");
const parts = (pattern: string): RegExp => new RegExp(plainPattern(pattern), "gu");

/** In plain text, lower case. */
const NEGATIONS: Readonly<Record<string, Negation>> = {
  en: {
    strong: words(
      "not(?![ -](?:only|limited|least|later|less|more|exceed\\p{L}*))|cannot|\\p{L}+n't|no(?! later| less| more|\\.? ?[\\d(])|nor|never|none|nobody|no one|neither|nothing",
    ),
    weak: words(
      "not|no|without|before|prior|pending|non|lack\\p{L}*|absence|fail\\p{L}*|prohibit\\p{L}*|prevent\\p{L}*|except\\p{L}*|only|free|deny|denied|denial|refus\\p{L}*|" +
        "prejudice|rather|other than|beyond|exclu\\p{L}*|avoid\\p{L}*|hardly|few|little|unless|until|inadmissible|un(?:able|lawful|available)|" +
        "impossible|illegal|irrespective|regardless|instead|however|landlocked|where\\p{L}*ever|notwithstanding",
    ),
  },
  fr: {
    strong: parts(
      "(?<!\\p{L})(?<!(?:moins|avant|peur|crainte|eviter|empecher) qu[e'][^.,;]{0,80})(?:ne |n')(?!(?:[\\p{L}'-]+ ){1,5}qu[e']|(?:depass|exced)\\p{L}*)",
    ),
    weak: words(
      "ne|n|sans|ni|non|hors|sauf|manque\\p{L}*|absence|défaut|interdi\\p{L}*|empêch\\p{L}*|exclu\\p{L}*|seule?s?|seulement|refus\\p{L}*|préjudice|" +
        "plutôt|faute|exempt\\p{L}*|évit\\p{L}+|peu|moins|avant|impossible\\p{L}*|illég\\p{L}+|indépendamment|malgré|dépourvu\\p{L}*|libre|jusqu|indépendant\\p{L}*|contre",
    ),
  },
  es: {
    strong: words(
      "no(?! solo| sólo| obstante| exced\\p{L}*| superior\\p{L}*| \\p{L}+(?:[aio]d[oa]s?|ción|ales?|ares?|om[oa]s?|[ae]ntes?)(?!\\p{L}))|ni|nunca|nadie|ningún|ningun[oa]s?|jamás|tampoco|nada",
    ),
    weak: words(
      "no|sin|falta\\p{L}*|ausencia|carec\\p{L}*|prohib\\p{L}*|imped\\p{L}*|impid\\p{L}*|salvo|excepto|exclu\\p{L}*|solo|sólo|únicamente|" +
        "niega\\p{L}*|perjuicio|libre|evit\\p{L}+|poc[oa]s?|fuera|imposible|ilegal\\p{L}*|independiente\\p{L}*|pese|incumpl\\p{L}+",
    ),
  },
  ru: {
    strong: words("не(?! только| превыша\\p{L}*| менее| более| позднее| исключая| столько| ранее)|нет|нельзя"),
    weak: words(
      "ни|без|не|кроме|запре\\p{L}+|воспре\\p{L}+|предотвра\\p{L}+|исключ\\p{L}+|отсутств\\p{L}+|только|лишь|отказ\\p{L}*|вне|независим\\p{L}+|несамоупр\\p{L}+|свободн\\p{L}+|" +
        "из?бе[гж]\\p{L}+|помимо|отрица\\p{L}+|невозможн\\p{L}+|незаконн\\p{L}+|недостат\\p{L}+|несмотря|нехватк\\p{L}+|неправительств\\p{L}+",
    ),
  },
  zh: {
    strong: parts(
      "不(?!断|同|仅|但|久|少|足|平|安|可[分剥或逆避]|幸|良|利|满|法|公|论|管|妨|过|扩|歧|容|结|稳|正|当|成|等|限|对|均|定|明|分|遗|扰|忍|到|超|记|移|懈|屈)|并非|没有|无权|尚未|从未|未能|未予|勿|毋",
    ),
    weak: parts("不|无|未|非|免|禁|防|(?<![解消废清根拆])除|没|莫|勿|否|缺|拒|只|仅|反|避|别|外|内陆"),
  },
  ar: {
    strong: parts(
      "(?<!\\p{L})[وف]?(?:لا(?! سيما| يزال| تزال| بد| تقل| يقل| يقتصر| تقتصر| يتجزأ| تتجزأ| غنى| يتجاوز| تتجاوز)|لم|لن|ليس\\p{L}*)(?!\\p{L})",
    ),
    weak: parts(
      "(?<!\\p{L})[وفبلك]{0,2}(?:ال)?(?:لا|لم|لن|ليس\\p{L}*|غير|دون|بدون|عدم|بلا|سوى|إلا|منع\\p{L}*|حظر\\p{L}*|يحظر|تحظر|يمنع|تمنع|انعدام|نقص|رفض\\p{L}*|فقط|" +
        "قبل|استثناء|ألا|كي لا|لكيلا|امتناع|تجنب\\p{L}*|خارج|حرا|بحرية|مهما|أينما|رغم|أيا|حتى|إلى أن)(?!\\p{L})",
    ),
  },
};

/** Texts that are not divided alike are compared as wholes; longer ones have so many words that one of them will deny something. */
const MAX_SENTENCES = 4;

/** What denies in a sentence or a text. */
interface Denials {
  readonly strong: readonly Span[];
  readonly weak: number;
}

/**
 * One language denies what the others state: a sentence has negations, and its counterpart has none, and no more other words that
 * could say so than the one that denies has beside its negations.
 */
export function negationFindings(sides: Sides): Draft[] {
  const divided = sides.map(({ language, values: { plain } }) => sentences(plain.text, language));
  const many = divided[0]?.length ?? 0;
  if (divided.every((own) => own.length === many)) {
    for (let at = 0; at < many; at++) {
      const found = deniedIn(
        sides,
        divided.map((own) => own[at] as Span),
      );
      if (found) return [found];
    }
    return [];
  }
  if (divided.some((own) => own.length > MAX_SENTENCES)) return [];
  const found = deniedIn(
    sides,
    sides.map(({ values: { plain } }) => ({ start: 0, end: plain.text.length })),
  );
  return found ? [found] : [];
}

/** Compares a stretch of each side's plain text. */
function deniedIn(sides: Sides, stretches: readonly Span[]): Draft | undefined {
  const told = sides.map((side, at) => denialsOf(side, stretches[at] as Span));
  if (told.some((own) => own === undefined)) return undefined;
  const deny = sides.filter((_, at) => (told[at]?.strong.length ?? 0) > 0);
  const weakest = Math.min(...told.map((own) => (own?.strong.length ? own.weak : Number.POSITIVE_INFINITY)));
  const state = sides.filter((_, at) => told[at]?.strong.length === 0 && (told[at]?.weak ?? 0) <= weakest);
  if (deny.length === 0 || state.length === 0) return undefined;
  const places = [
    ...deny.map((side) => {
      const { start, end } = told[sides.indexOf(side)]!.strong[0] as Span;
      return placeIn(side, start, end);
    }),
    ...state.map((side) => {
      const end = side.values.plain.places[(stretches[sides.indexOf(side)] as Span).end] as number;
      return placeIn(side, end, end);
    }),
  ];
  const culprits = deny.length > state.length ? state : state.length > deny.length ? deny : [...deny, ...state];
  const message = `denied in ${deny.map(({ language }) => language).join(", ")} (“${places[0]?.text.trim()}”), not in ${state.map(({ language }) => language).join(", ")}`;
  return draft("negation", "warning", languagesOf(culprits), message, places, {
    ...Object.fromEntries(deny.map(({ language }) => [language, ["not"]])),
    ...Object.fromEntries(state.map(({ language }) => [language, []])),
  });
}

/** Whether a text denies anything. */
export const denies = ({ language, values: { plain } }: SideText): boolean =>
  plain.lower.search(NEGATIONS[language]?.strong ?? /(?!)/u) >= 0;

const languagesOf = (sides: Sides): string[] => sides.map(({ language }) => language);

function denialsOf({ language, values: { plain } }: SideText, { start, end }: Span): Denials | undefined {
  const own = NEGATIONS[language];
  if (!own) return undefined;
  const text = plain.lower.slice(start, end);
  const strong = [...text.matchAll(own.strong)].map(({ 0: word, index }) => ({
    start: plain.places[start + index] as number,
    end: plain.places[start + index + word.length] as number,
  }));
  const others = text.replace(own.strong, (word) => " ".repeat(word.length));
  return { strong, weak: others.match(own.weak)?.length ?? 0 };
}
