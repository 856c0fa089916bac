import { plainPattern } from "../../language/plain.ts";
import type { Draft } from "../finding.ts";
import { draft, placeAtEnd, placeIn, type Sides, type SideText } from "./sides.ts";

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
      "not(?! only| limited| least| yet| later| less| more| exceed\\p{L}*)|cannot|\\p{L}+n't|no(?! later| less| more|\\.? ?[\\d(])|nor|never|none|nobody|no one|neither|nothing",
    ),
    weak: words(
      "not|no|without|before|prior|pending|non|lack\\p{L}*|absence|fail\\p{L}*|prohibit\\p{L}*|prevent\\p{L}*|except\\p{L}*|only|free|deny|denied|denial|refus\\p{L}*|" +
        "prejudice|rather|other than|beyond|exclu\\p{L}*|avoid\\p{L}*|hardly|few|little|unless|until|inadmissible|un(?:able|lawful|available)|" +
        "impossible|illegal|irrespective|regardless|instead|however|where\\p{L}*ever|notwithstanding",
    ),
  },
  fr: {
    strong: parts(
      "(?<!\\p{L})(?:ne |n')(?!(?:[\\p{L}'-]+ ){1,5}qu[e']|(?:depass|exced)\\p{L}*)|(?<!\\p{L})(?:nul(?:le)?|ni|jamais|(?<!sans (?:\\p{L}+ )?)aucune?)(?!\\p{L})",
    ),
    weak: words(
      "ne|n|sans|non|hors|sauf|manque\\p{L}*|absence|défaut|interdi\\p{L}*|empêch\\p{L}*|exclu\\p{L}*|seule?s?|seulement|refus\\p{L}*|préjudice|" +
        "plutôt|faute|exempt\\p{L}*|évit\\p{L}+|peu|moins|avant|impossible\\p{L}*|illég\\p{L}+|indépendamment|malgré|dépourvu\\p{L}*|libre|jusqu|indépendant\\p{L}*|contre",
    ),
  },
  es: {
    strong: words(
      "no(?! solo| sólo| obstante| exced\\p{L}*| superior\\p{L}*)|ni|nunca|nadie|ningún|ningun[oa]s?|jamás|tampoco|nada",
    ),
    weak: words(
      "no|sin|falta\\p{L}*|ausencia|carec\\p{L}*|prohib\\p{L}*|imped\\p{L}*|impid\\p{L}*|salvo|excepto|exclu\\p{L}*|solo|sólo|únicamente|" +
        "niega\\p{L}*|perjuicio|libre|evit\\p{L}+|poc[oa]s?|fuera|imposible|ilegal\\p{L}*|independiente\\p{L}*|pese|incumpl\\p{L}+",
    ),
  },
  ru: {
    strong: words(
      "не(?! только| превыша\\p{L}*| менее| более| позднее| исключая| столько)|никто|никого|никому|ничто|ничего|никогда|никак\\p{L}+|нет|нельзя",
    ),
    weak: words(
      "ни|без|не|кроме|запре\\p{L}+|воспре\\p{L}+|предотвра\\p{L}+|исключ\\p{L}+|отсутств\\p{L}+|только|лишь|отказ\\p{L}*|вне|независимо|свободн\\p{L}+|" +
        "из?бе[гж]\\p{L}+|помимо|отрица\\p{L}+|невозможн\\p{L}+|до тех пор|незаконн\\p{L}+|недостат\\p{L}+|несмотря|нехватк\\p{L}+|неправительств\\p{L}+",
    ),
  },
  zh: {
    strong: parts(
      "不得|不能|不应|不可|不会|不是|不予|不适用|不影响|不构成|不要|并不|并非|没有|无权|决不|绝不|从不|均不|亦不|也不",
    ),
    weak: parts("不|无|未|非|免|禁|防|除|没|莫|勿|否|缺|拒|只|仅|反|避|别|外"),
  },
  ar: {
    strong: parts(
      "(?<!\\p{L})[وف]?(?:لا(?! سيما| يزال| تزال| بد| تقل| يقل| يقتصر| تقتصر| يتجزأ| تتجزأ| غنى| يتجاوز| تتجاوز)|لم|لن|ليس\\p{L}*)(?!\\p{L})",
    ),
    weak: parts(
      "(?<!\\p{L})[وفبلك]{0,2}(?:ال)?(?:لا|لم|لن|ليس\\p{L}*|غير|دون|بدون|عدم|بلا|سوى|إلا|منع\\p{L}*|حظر\\p{L}*|يحظر|تحظر|يمنع|تمنع|انعدام|نقص|رفض\\p{L}*|فقط|" +
        "قبل|استثناء|ألا|كي لا|لكيلا|امتناع|تجنب\\p{L}*|خارج|حرا|بحرية|مهما|أينما|رغم|أيا)(?!\\p{L})",
    ),
  },
};

/** Longer texts have so many words that one of them will deny something by the way. */
const MAX_SENTENCES = 4;

/**
 * One language denies what the others state: it has negations, and another has none, and no more other words that could say so
 * than the one that denies has beside its negations.
 */
export function negationFindings(sides: Sides): Draft[] {
  const told = sides.map(negationsOf);
  if (told.some((own) => own === undefined)) return [];
  const deny = sides.filter((_, at) => (told[at]?.strong.length ?? 0) > 0);
  const weakest = Math.min(...told.map((own) => (own?.strong.length ? own.weak : Number.POSITIVE_INFINITY)));
  const state = sides.filter((_, at) => told[at]?.strong.length === 0 && (told[at]?.weak ?? 0) <= weakest);
  if (deny.length === 0 || state.length === 0) return [];
  const places = [
    ...deny.map((side) => {
      const { start, end } = told[sides.indexOf(side)]!.strong[0] as { start: number; end: number };
      return placeIn(side, start, end);
    }),
    ...state.map(placeAtEnd),
  ];
  const culprits = deny.length > state.length ? state : state.length > deny.length ? deny : [...deny, ...state];
  const message = `denied in ${deny.map(({ language }) => language).join(", ")} (“${places[0]?.text}”), not in ${state.map(({ language }) => language).join(", ")}`;
  const values = Object.fromEntries([
    ...deny.map(({ language }) => [language, ["not"]]),
    ...state.map(({ language }) => [language, []]),
  ]);
  return [
    draft(
      "negation",
      "warning",
      culprits.map(({ language }) => language),
      message,
      places,
      values,
    ),
  ];
}

function negationsOf({
  language,
  values: { plain },
}: SideText): { strong: { start: number; end: number }[]; weak: number } | undefined {
  const own = NEGATIONS[language];
  if (!own || plain.text.split(/[.。!?؟](?:\s|$)/u).length > MAX_SENTENCES + 1) return undefined;
  const strong = [...plain.lower.matchAll(own.strong)].map(({ 0: word, index }) => ({
    start: plain.places[index] as number,
    end: plain.places[index + word.length] as number,
  }));
  const others = plain.lower.replace(own.strong, (word) => " ".repeat(word.length));
  return { strong, weak: others.match(own.weak)?.length ?? 0 };
}
