/** An encoding that a file may be in. */
export interface Encoding {
  /** Its name in the WHATWG Encoding Standard. */
  readonly name: string;
  /** Languages that it was made for, or `Latn` for any in Latin letters. */
  readonly languages: readonly string[];
  /** How rare it is among files: what it must explain better than a common one. */
  readonly rarity: number;
}

const WESTERN = ["Latn"];
const CENTRAL = "bs cs de hr hu pl ro sk sl sq sr".split(" ");
const BALTIC = ["et", "lt", "lv", "fi"];
const CYRILLIC = "be bg mk ru sr uk kk ky tg mn tt ba".split(" ");

const encoding = (name: string, languages: readonly string[], rarity: number): Encoding => ({
  name,
  languages,
  rarity,
});

/** Encodings of the official languages and of Europe's, besides UTF-8 and UTF-16. The common ones come first. */
export const ENCODINGS: readonly Encoding[] = [
  encoding("windows-1252", WESTERN, 0),
  encoding("windows-1250", CENTRAL, 0),
  encoding("windows-1251", CYRILLIC, 0),
  encoding("windows-1253", ["el"], 0),
  encoding("windows-1254", ["tr", "az", "ku"], 0),
  encoding("windows-1255", ["he", "yi"], 0),
  encoding("windows-1256", ["ar", "fa", "ur"], 0),
  encoding("windows-1257", BALTIC, 0),
  encoding("windows-1258", ["vi"], 0),
  encoding("gb18030", ["zh"], 0),
  encoding("big5", ["zh"], 0),
  encoding("shift_jis", ["ja"], 0),
  encoding("euc-jp", ["ja"], 0.5),
  encoding("euc-kr", ["ko"], 0),
  encoding("windows-874", ["th"], 0),
  encoding("koi8-r", ["ru", "bg"], 0.5),
  encoding("koi8-u", ["uk", "be"], 0.5),
  encoding("iso-8859-2", CENTRAL, 0.5),
  encoding("iso-8859-5", CYRILLIC, 0.5),
  encoding("iso-8859-6", ["ar"], 0.5),
  encoding("iso-8859-7", ["el"], 0.5),
  encoding("iso-8859-8", ["he", "yi"], 0.5),
  encoding("iso-8859-15", WESTERN, 2),
  encoding("ibm866", CYRILLIC, 1.5),
  encoding("macintosh", WESTERN, 2),
  encoding("x-mac-cyrillic", CYRILLIC, 2),
  encoding("iso-8859-3", ["mt", "eo"], 3),
  encoding("iso-8859-4", BALTIC, 3),
  encoding("iso-8859-10", [...BALTIC, "se", "is"], 3),
  encoding("iso-8859-13", BALTIC, 2),
  encoding("iso-8859-14", ["cy", "ga"], 3),
  encoding("iso-8859-16", ["ro", "pl", "hr", "sl", "hu"], 3),
];

/** The name of an encoding as people write it: `GB18030`, `Shift_JIS`, `windows-1252`. */
export const encodingLabel = (name: string): string =>
  name === "shift_jis"
    ? "Shift_JIS"
    : name.replace(/^(?:utf|gb|euc|koi8|iso|ibm|big5).*/, (own) => own.toUpperCase()).replace("BIG5", "Big5");

/**
 * The name of an encoding in the WHATWG Encoding Standard.
 *
 * @param label one of its labels, in any case: `latin1`, `GBK`, `cp1250`
 * @throws {RangeError} if there is no such encoding
 */
export function encodingNamed(label: string): string {
  const plain = label.trim().toLowerCase();
  for (const own of [plain, plain.replace(/^(?:cp|win|windows)[-_]?(?=125\d$|874$)/, "windows-")])
    try {
      return new TextDecoder(own).encoding;
    } catch {
      // Try the other spelling.
    }
  throw new RangeError(
    `“${label}” is no encoding; there are utf-8, utf-16le, ${ENCODINGS.map(({ name }) => name).join(", ")}`,
  );
}
