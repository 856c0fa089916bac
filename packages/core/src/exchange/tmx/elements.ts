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

/** Those of a variant; `xml:lang` is kept where the file writes it otherwise than we do. */
export const VARIANT_ATTRIBUTES: readonly string[] = [
  "xml:lang",
  ...UNIT_ATTRIBUTES.filter((name) => name !== "segtype" && name !== "srclang"),
];

/** Those that a header must have, with what is written where a file had none. */
export const HEADER_ATTRIBUTES: Readonly<Record<string, string>> = {
  creationtool: "Sextant",
  creationtoolversion: "0.1.0",
  segtype: "sentence",
  "o-tmf": "Sextant",
  adminlang: "en",
  srclang: "*all*",
  datatype: "plaintext",
};

/** Those that it may have. */
export const MORE_HEADER_ATTRIBUTES: readonly string[] = [
  "o-encoding",
  "creationdate",
  "creationid",
  "changedate",
  "changeid",
];

export const SEGTYPES: readonly string[] = ["block", "paragraph", "sentence", "phrase"];

/** How Sextant calls itself in a header. */
export const TOOL = "Sextant";

/** A unit's own fields that are written as props: `x-role`; in a file of another tool as `x-sextant-role`. */
export const FIELDS = ["symbol", "position", "role", "number", "confidence", "origin", "status"] as const;
export type Field = (typeof FIELDS)[number];
export const OWN = "x-";
/** What another tool says by `x-status` is not what we say. */
export const OWN_AMONG_OTHERS = "x-sextant-";
