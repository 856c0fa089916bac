/** How far a variant of a language is from the one that is asked for. */
export interface VariantDistance {
  /**
   * 0 for the same tag. Below 100 steps in the tree of variants: 4 for each one up from what is asked, 2 for each one down from
   * there, 1 to the variant that stands for all of its group. From 100 on another script, however near.
   */
  readonly steps: number;
  /** `heir` if one of them inherits from the other, `sibling` if both only have an ancestor in common. */
  readonly relation: "same" | "heir" | "sibling" | "script";
}

const UP = 4;
const DOWN = 2;
const STANDS_FOR = 1;
const SCRIPT = 100;

/** Regions of a language that write alike. */
interface Group {
  /** What it is called in tags: `es-419`. */
  readonly name: string;
  /** The group that it is in itself. */
  readonly within?: string;
  /** The region that stands for it: `en-GB` for `en-001`. */
  readonly head?: string;
  readonly regions: ReadonlySet<string>;
}

/**
 * Which regions inherit from which, after CLDR 48: supplemental/parentLocales.json, and for Arabic `$maghreb` of
 * languageMatching.json. Regions that are in no group inherit from the language in its script.
 */
const GROUPS: Readonly<Record<string, readonly Group[]>> = {
  "ar-Arab": [group("015", "DZ EH LY MA MR TN")],
  "en-Latn": [
    group("150", "AT BE CH CZ DE DK EE ES FI FR GE HU IT LT LV NL NO PL PT RO SE SI SK UA", { within: "001" }),
    group(
      "001",
      "AG AI AU BB BM BS BW BZ CC CK CM CX CY DG DM ER FJ FK FM GB GD GG GH GI GM GS GY HK ID IE IL IM IN IO JE JM KE KI KN KY " +
        "LC LR LS MG MO MS MT MU MV MW MY NA NF NG NR NU NZ PG PK PN PW RW SB SC SD SG SH SL SS SX SZ TC TK TO TT TV TZ UG VC " +
        "VG VU WS ZA ZM ZW",
      { head: "GB" },
    ),
  ],
  "es-Latn": [group("419", "AR BO BR BZ CL CO CR CU DO EC GT HN JP MX NI PA PE PR PY SV US UY VE")],
  "pt-Latn": [group("PT", "AO CH CV FR GQ GW LU MO MZ ST TL")],
  "zh-Hant": [group("HK", "MO")],
};

function group(name: string, regions: string, more: Pick<Group, "within" | "head"> = {}): Group {
  return { name, regions: new Set(regions.split(" ")), ...more };
}

/** A tag as a path in the tree of its language's variants. */
interface Path {
  readonly script: string | undefined;
  /** The variant, then all that it inherits from; the language last, as "". */
  readonly chain: readonly string[];
  /** Which variant stands for one in the chain, where one does; for the language it is the one of its likely region. */
  readonly heads: Readonly<Record<string, string | undefined>>;
}

function pathOf(tag: string): Path {
  const locale = new Intl.Locale(tag);
  const { language, script, region } = locale.maximize();
  const known = GROUPS[`${language}-${script}`] ?? [];
  const chain: string[] = [];
  const [, own = ""] = /-((?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3})(?:-.*)?)$/u.exec(locale.baseName) ?? [];
  if (own !== "") chain.push(`${locale.region ?? ""}-${own}`);
  for (let at = locale.region; at !== undefined; ) {
    chain.push(at);
    const place = at;
    at = known.find(({ name }) => name === place)?.within ?? known.find(({ regions }) => regions.has(place))?.name;
  }
  const likely = locale.region === undefined ? region : new Intl.Locale(`${language}-${script}`).maximize().region;
  const heads = Object.fromEntries(known.map(({ name, head }) => [name, head]));
  return { script, chain: [...chain, ""], heads: { ...heads, "": likely } };
}

/** Tags that were compared: a memory has few. */
const known = new Map<string, VariantDistance>();
const MAX_KNOWN = 10_000;

/**
 * Compares two variants of one language: `es-MX` inherits from `es-419` and that from `es`; `en-AU` from `en-001`, which `en-GB` stands
 * for; `zh-MO` from `zh-HK` and `zh-Hant`. What a tag does not say is taken as likely: `zh-TW` is written as `zh-Hant`.
 *
 * @param asked @param own canonical BCP 47 tags of one language
 */
export function variantDistance(asked: string, own: string): VariantDistance {
  if (asked === own) return { steps: 0, relation: "same" };
  const key = `${asked} ${own}`;
  let distance = known.get(key);
  if (!distance) {
    distance = between(pathOf(asked), pathOf(own));
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, distance);
  }
  return distance;
}

function between(asked: Path, own: Path): VariantDistance {
  if (asked.script !== own.script) return { steps: SCRIPT + stepsDown(own, own.chain.length - 1), relation: "script" };
  const up = asked.chain.findIndex((place) => own.chain.includes(place));
  const common = asked.chain[up] as string;
  const down = own.chain.indexOf(common);
  const stands = common !== "" && own.heads[common] === own.chain[0];
  const relation = up === 0 || down === 0 || stands ? "heir" : "sibling";
  return { steps: Math.max(STANDS_FOR, UP * up + stepsDown(own, down)), relation };
}

/** Steps to a variant from one so many places above it. */
function stepsDown({ chain, heads }: Path, down: number): number {
  return down > 0 && heads[chain[down] as string] === chain[0] ? STANDS_FOR : DOWN * down;
}
