const ODF_ROOT = "urn:oasis:names:tc:opendocument:xmlns";

/** Namespaces of an OpenDocument text with the prefixes by which they are read (OpenDocument 1.3, part 3). */
export const ODF: ReadonlyMap<string, string> = new Map([
  [`${ODF_ROOT}:office:1.0`, "office"],
  [`${ODF_ROOT}:text:1.0`, "text"],
  [`${ODF_ROOT}:table:1.0`, "table"],
  [`${ODF_ROOT}:style:1.0`, "style"],
  [`${ODF_ROOT}:drawing:1.0`, "draw"],
  [`${ODF_ROOT}:svg-compatible:1.0`, "svg"],
]);
