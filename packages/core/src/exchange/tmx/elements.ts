/** Attributes of a translation unit that are kept as its properties (TMX 1.4b, 4.3); `tuid` is a field of its own. */
export const UNIT_ATTRIBUTES: readonly string[] = [
  "o-encoding",
  "datatype",
  "usagecount",
  "lastusagedate",
  "creationtool",
  "creationtoolversion",
  "creationdate",
  "creationid",
  "changedate",
  "segtype",
  "changeid",
  "o-tmf",
  "srclang",
];

/** Attributes of a variant that are kept; `xml:lang` is kept if the file's spelling differs from ours. */
export const VARIANT_ATTRIBUTES: readonly string[] = [
  "xml:lang",
  ...UNIT_ATTRIBUTES.filter((name) => name !== "segtype" && name !== "srclang"),
];

/** Attributes that a header must have, with the value that is written if a file had none. */
export const HEADER_ATTRIBUTES: Readonly<Record<string, string>> = {
  creationtool: "Sextant",
  creationtoolversion: "0.1.0",
  segtype: "sentence",
  "o-tmf": "Sextant",
  adminlang: "en",
  srclang: "*all*",
  datatype: "plaintext",
};

/** Attributes that a header may have. */
export const MORE_HEADER_ATTRIBUTES: readonly string[] = [
  "o-encoding",
  "creationdate",
  "creationid",
  "changedate",
  "changeid",
];

/** Values of `segtype` (TMX 1.4b). */
export const SEGTYPES: readonly string[] = ["block", "paragraph", "sentence", "phrase"];

/** Name of Sextant in a header. */
export const TOOL = "Sextant";

/** Fields of a unit that are written as props: `x-role`, or `x-sextant-role` in a file of another tool. */
export const FIELDS = ["symbol", "position", "role", "number", "confidence", "origin", "status"] as const;
/** Name of a field that is written as a prop. */
export type Field = (typeof FIELDS)[number];
/** Prefix of our props in our own files. */
export const OWN = "x-";
/** Prefix in files of other tools, whose `x-status` may mean something else. */
export const OWN_AMONG_OTHERS = "x-sextant-";
