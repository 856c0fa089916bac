/** What bytes are as UTF-8: the number of well-formed characters beyond ASCII, and of ill-formed places. */
export interface Utf8Count {
  readonly good: number;
  readonly bad: number;
}

/**
 * Counts what is UTF-8 in bytes. A text in an older encoding has hardly any well-formed sequence, so the larger number
 * tells. A sequence that the end cuts off is not counted.
 */
export function countUtf8(bytes: Uint8Array): Utf8Count {
  let [good, bad] = [0, 0];
  for (let at = 0; at < bytes.length; ) {
    if ((bytes[at] as number) < 0x80) {
      at++;
      continue;
    }
    const length = sequenceAt(bytes, at);
    if (length === "cut") break;
    if (length > 0) good++;
    else bad++;
    at += Math.max(1, length);
  }
  return { good, bad };
}

/** The lines of a text that go beyond ASCII: how many are UTF-8 throughout, how many are not, and the number of the first of these. */
export interface Utf8Lines {
  readonly good: number;
  readonly bad: number;
  /** 0 for the first line; the number of lines if none is bad. */
  readonly firstBad: number;
}

/** Counts lines that are UTF-8. Of a text in another encoding hardly a line is, so many of both make two encodings. */
export function countUtf8Lines(bytes: Uint8Array): Utf8Lines {
  let [good, bad, line, firstBad] = [0, 0, 0, -1];
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    const count = countUtf8(bytes.subarray(start, end));
    if (count.bad > 0) {
      if (bad++ === 0) firstBad = line;
    } else if (count.good > 0) good++;
    start = end;
  }
  return { good, bad, firstBad: bad > 0 ? firstBad : line };
}

const LINE_FEED = 0x0a;

/**
 * The length of the well-formed sequence that begins here, 2 to 4 (The Unicode Standard, table 3-7); 0 if there is none, `cut` if the
 * bytes end before it does.
 */
function sequenceAt(bytes: Uint8Array, at: number): number | "cut" {
  const lead = bytes[at] as number;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0) return 0;
  for (let n = 1; n < length; n++) {
    const byte = bytes[at + n];
    if (byte === undefined) return "cut";
    const from = n === 1 ? (SECOND_FROM[lead] ?? 0x80) : 0x80;
    const to = n === 1 ? (SECOND_TO[lead] ?? 0xbf) : 0xbf;
    if (byte < from || byte > to) return 0;
  }
  return length;
}

const SECOND_FROM: Readonly<Record<number, number>> = { 224: 0xa0, 240: 0x90 };
const SECOND_TO: Readonly<Record<number, number>> = { 237: 0x9f, 244: 0x8f };
