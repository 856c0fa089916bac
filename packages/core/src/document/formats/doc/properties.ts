/** The character is deleted: one of the flags of `WordBinary.set`, which are bits. */
export const DELETED = 1;
/** The character is superscript; see {@link DELETED}. */
export const RAISED = 2;
/** The character is hidden; see {@link DELETED}. */
export const HIDDEN = 4;

/** Properties that the end of a paragraph holds. */
export interface ParagraphProperties {
  readonly style: number;
  /** How many tables it is nested in. */
  readonly depth: number;
  /** Whether it is the end of a row and holds no text. */
  readonly endsRow: boolean;
  /** Outline level, 1 for the outermost. */
  readonly level?: number;
  readonly isNumbered: boolean;
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Bytes of a modifier's operand by its kind; an operand of kind 6 holds its length. */
const OPERAND = [1, 1, 2, 4, 2, 2, 0, 3] as const;

/** Iterates over modifiers from an offset on. */
function eachModifier(block: DataView, from: number, see: (modifier: number, at: number) => void): void {
  for (let at = from; at + 2 < block.byteLength; ) {
    const modifier = block.getUint16(at, true);
    at += 2;
    see(modifier, at);
    const kind = modifier >> 13;
    // Definitions of tables may be longer than one byte can count.
    if (modifier === 0xd608 && at + 2 <= block.byteLength) at += 1 + block.getUint16(at, true);
    else at += kind === 6 ? 1 + block.getUint8(at) : (OPERAND[kind] as number);
  }
}

/** Properties of a run: its flags, the code of its symbol, and the number of its font. */
export function characterProperties(block: DataView): { bits: number; code?: number; font?: number } {
  let bits = 0;
  let code: number | undefined;
  let font: number | undefined;
  eachModifier(block, 0, (modifier, at) => {
    if (modifier === 0x0800 && block.getUint8(at) === 1) bits |= DELETED;
    else if (modifier === 0x2a48 && block.getUint8(at) === 1) bits |= RAISED;
    else if (modifier === 0x083c && block.getUint8(at) === 1) bits |= HIDDEN;
    else if (modifier === 0x4a4f && at + 2 <= block.byteLength) font ??= block.getUint16(at, true);
    else if (modifier === 0x6a09 && at + 4 <= block.byteLength) {
      font = block.getUint16(at, true);
      code = block.getUint16(at + 2, true);
    }
  });
  return { bits, ...(code !== undefined && { code }), ...(font !== undefined && { font }) };
}

/** Properties of a paragraph; those of the rows of wide tables are too long for its block, which says where they are. */
export function paragraphProperties(block: DataView, data: Uint8Array): ParagraphProperties {
  const found: { -readonly [Key in keyof ParagraphProperties]: ParagraphProperties[Key] } = {
    style: block.byteLength >= 2 ? block.getUint16(0, true) : 0,
    depth: 0,
    endsRow: false,
    isNumbered: false,
  };
  eachModifier(block, 2, (modifier, at) => {
    if (!LONG.has(modifier) || at + 4 > block.byteLength) setProperty(found, block, modifier, at);
    else {
      const long = longModifiers(data, block.getUint32(at, true));
      eachModifier(long, 0, (own, place) => setProperty(found, long, own, place));
    }
  });
  return found;
}

/** Modifiers whose operand is a place in the data stream ([MS-DOC] 2.6.2, sprmPHugePapx and its older number). */
const LONG: ReadonlySet<number> = new Set([0x6645, 0x6646]);

function longModifiers(data: Uint8Array, offset: number): DataView {
  const view = viewOf(data);
  const size = offset + 2 <= data.length ? Math.min(view.getUint16(offset, true), data.length - offset - 2) : 0;
  return new DataView(view.buffer, view.byteOffset + (size > 0 ? offset + 2 : 0), size);
}

function setProperty(
  found: { depth: number; endsRow: boolean; level?: number; isNumbered: boolean },
  block: DataView,
  modifier: number,
  at: number,
): void {
  if (modifier === 0x2416 && block.getUint8(at) === 1) found.depth ||= 1;
  else if (modifier === 0x6649 && at + 4 <= block.byteLength) found.depth = block.getUint32(at, true);
  else if (modifier === 0x2417 || modifier === 0x244c) found.endsRow = block.getUint8(at) === 1;
  else if (modifier === 0x2640) found.level = block.getUint8(at) + 1;
  else if (modifier === 0x460b) found.isNumbered = block.getUint16(at, true) !== 0;
}
