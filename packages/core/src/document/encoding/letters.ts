/**
 * Letters that texts of a language are made of. Sources: exemplar characters of the Unicode CLDR, and the first levels of
 * GB 2312, Big5, JIS X 0208 and KS X 1001, which hold the common characters.
 */

/** Letters beside a to z, in lower case. */
const LATIN: Readonly<Record<string, string>> = {
  af: "áèéêëîïôöû",
  az: "çəğıöşüi̇",
  bs: "čćđšž",
  ca: "àçèéíïòóúü·ªº",
  cs: "áčďéěíňóřšťúůýž",
  cy: "âêîôûŵŷäëïöüáéíóú",
  da: "æøåéü",
  de: "äöüß",
  en: "éè",
  eo: "ĉĝĥĵŝŭ",
  es: "áéíñóúüªº¿¡",
  et: "äõöüšž",
  eu: "ñç",
  fi: "äöåšž",
  fo: "áæðíóøúý",
  fr: "éèàêçùâîôûëïœüæÿ",
  ga: "áéíóú",
  gl: "áéíñóúü¿¡",
  hr: "čćđšž",
  hu: "áéíóöőúüű",
  is: "áæðéíóöþúý",
  it: "àèéìíòóùªº",
  lb: "äëéüôûöß",
  lt: "ąčęėįšųūž",
  lv: "āčēģīķļņšūž",
  mt: "ċġħżàèìòù",
  nb: "åæøéèêóòô",
  nl: "éëèïóöüêá",
  nn: "åæøéèêóòô",
  no: "åæøéèêóòô",
  pl: "ąćęłńóśźż",
  pt: "ãáâàçéêíóôõúüªº",
  ro: "ăâîșțşţ",
  se: "áčđŋšŧž",
  sk: "áäčďéíĺľňóôŕšťúýž",
  sl: "čšž",
  sq: "çë",
  sv: "åäöé",
  tk: "äçňöşüýž",
  tr: "çğıöşüâîûi̇",
  vi: "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ₫",
};

/** Letters in about the order of how often they occur. */
const ALPHABETS: Readonly<Record<string, string>> = {
  ar: "اليمنوترةبعدسفهكقحجشطصخذىغئءثضظؤأإآـ٠١٢٣٤٥٦٧٨٩،؛؟ًٌٍَُِّْ",
  be: "анірыеостлкудвмяпзьйбгшчхцэжюўёф",
  bg: "аеоитнрсвлдпкмзуъягбчйжшхщцюьф",
  el: "αοιετσνρκπμςλυηδγχάίέόθήύφώβξζψωϊϋΐΰ΄·",
  fa: "ایرندمهوتبسشلکزفگعخقحجپآطصچغضظذئثژأءؤ‌،؛؟ك",
  he: "יוהלאתרבמשנדעקחפטגצםןסזכךףץ־׳״",
  mk: "аоеитнрсвдлкпмузјгбчшцжфхњќљџѓѕ",
  ru: "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
  sr: "аоиенрстјувкдмплгзбшчцжћњхљђфџ",
  uk: "оанивіертслкудмпязьгйбчхцюжїєщшфґ",
  ur: "ایرکنوہےسمتلدبپجگعںٹھحفقشزخئطچصڈذضغثظآڑۓءژ،؛؟۔",
  yi: "יוןערטאלסדגנםבשקפהזכץצמחןךףײװױַָּ",
};

const CYRILLIC_OF = new Map([
  ["sr-Latn", "hr"],
  ["bs-Cyrl", "sr"],
]);

/** How unexpected a character is, for the languages that share it. */
const OWN = 1;
const RAREST = 3.5;
/** Of two or more bytes each. */
const COMMON_HAN = 5;
const SECOND_HAN = 8;
const SYLLABLE = 3.5;

/** The most frequent characters of Chinese, in both scripts. */
const FREQUENT_HAN =
  "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教" +
  "這個們來為國說時會對過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話給門權決議聯條約";

/** Characters of a language with how unexpected each is, and the script of its other letters. */
export interface Letters {
  readonly costs: ReadonlyMap<string, number>;
  readonly script: string;
}

const known = new Map<string, Letters>();

/** All languages with letters of their own here. */
export const LETTERED: readonly string[] = [...Object.keys(LATIN), ...Object.keys(ALPHABETS), "zh", "ja", "ko", "th"];

/** The letters of a language; of one that is not listed, only the script is known. */
export function lettersOf(tag: string): Letters {
  const found = known.get(tag);
  if (found) return found;
  const { language, script = "Latn", region } = new Intl.Locale(tag).maximize();
  const letters = { costs: costsOf(language, script, /-/.test(tag) ? region : undefined, tag), script };
  known.set(tag, letters);
  return letters;
}

function costsOf(language: string, script: string, region: string | undefined, tag: string): Map<string, number> {
  if (language === "zh") {
    const isOpen = region === undefined && !/-Han[st]/.test(tag);
    const [first, second] = script === "Hant" ? [traditional(), simplified()] : [simplified(), traditional()];
    const others = all(second, isOpen ? COMMON_HAN : SECOND_HAN);
    return new Map([...others, ...all(first, COMMON_HAN), ...all(FREQUENT_HAN, SYLLABLE)]);
  }
  if (language === "ja") return new Map([...all(japanese(), COMMON_HAN), ...all(KANA, SYLLABLE)]);
  if (language === "ko") return all(hangul(), SYLLABLE);
  if (language === "th") return all(THAI, 2.5);
  const named = CYRILLIC_OF.get(`${language}-${script}`) ?? language;
  const ranked = ALPHABETS[named];
  if (ranked !== undefined && !(script === "Latn")) {
    const letters = [...ranked];
    return cased(letters.map((letter, rank) => [letter, OWN + ((RAREST - OWN) * rank) / letters.length]));
  }
  return cased([...(LATIN[named] ?? "")].map((letter) => [letter, OWN]));
}

const all = (letters: Iterable<string>, cost: number): Map<string, number> =>
  new Map([...letters].map((letter) => [letter, cost]));

function cased(costs: readonly (readonly [string, number])[]): Map<string, number> {
  return new Map([
    ...costs.map(([letter, cost]) => [letter.toUpperCase(), cost] as const),
    ...costs.map(([letter, cost]) => [letter.toLowerCase(), cost] as const),
    ...costs,
  ]);
}

/** The characters of an encoding whose first and second bytes are in these ranges. */
function block(encoding: string, first: readonly [number, number], seconds: readonly (readonly [number, number])[]) {
  let made: readonly string[] | undefined;
  return (): readonly string[] => {
    if (made) return made;
    const decoder = new TextDecoder(encoding);
    const letters: string[] = [];
    for (let lead = first[0]; lead <= first[1]; lead++)
      for (const [from, to] of seconds)
        for (let trail = from; trail <= to; trail++) {
          const letter = decoder.decode(new Uint8Array([lead, trail]));
          if (/^[\p{Script=Han}\p{Script=Hangul}]$/u.test(letter)) letters.push(letter);
        }
    made = letters;
    return made;
  };
}

const HIGH = [0xa1, 0xfe] as const;
const simplified = block("gb18030", [0xb0, 0xd7], [HIGH]);
const traditional = block("big5", [0xa4, 0xc6], [[0x40, 0x7e], HIGH]);
const japanese = block("euc-jp", [0xb0, 0xcf], [HIGH]);
const hangul = block("euc-kr", [0xb0, 0xc8], [HIGH]);

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at));
const KANA = [...range(0x3041, 0x3096), ...range(0x30a1, 0x30fc)];
const THAI = range(0x0e01, 0x0e5b).filter((letter) => /\p{Assigned}/u.test(letter));
