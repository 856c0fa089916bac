/** Bytes before the name in the description of a font. */
const BEFORE_NAME = 40;

/** Reads the names of the fonts of an old Word file, by their number ([MS-DOC] 2.9.286, SttbfFfn, and 2.9.87, FFN). */
export function fontNames(table: DataView): string[] {
  const names: string[] = [];
  for (let at = 4; at < table.byteLength; ) {
    const end = at + 1 + table.getUint8(at);
    let name = "";
    for (let letter = at + BEFORE_NAME; letter + 2 <= Math.min(end, table.byteLength); letter += 2) {
      const code = table.getUint16(letter, true);
      // An alternative name follows the name.
      if (code === 0) break;
      name += String.fromCharCode(code);
    }
    names.push(name);
    at = end;
  }
  return names;
}
