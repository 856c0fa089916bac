/** The most bytes of a number. */
const MAX_BYTES = 5;

let scratch = new Uint8Array(1 << 16);

/**
 * Packs the ascending numbers from..to of a list into bytes: each as the difference to the one before, the first as the
 * difference to `base`, seven bits in a byte, the lowest first (LEB128). Equal numbers are kept once.
 */
export function packed(ids: ArrayLike<number>, from: number, to: number, base: number): Uint8Array {
  if (scratch.length < (to - from) * MAX_BYTES) scratch = new Uint8Array(2 * (to - from) * MAX_BYTES);
  let size = 0;
  let before = base;
  for (let at = from; at < to; at++) {
    const id = ids[at]!;
    let more = id - before;
    if (more === 0 && size > 0) continue;
    for (; more > 127; more >>>= 7) scratch[size++] = (more & 127) | 128;
    scratch[size++] = more;
    before = id;
  }
  return scratch.slice(0, size);
}

/** Unpacks the numbers of a list, ascending. */
export function unpacked(bytes: Uint8Array, base: number): Int32Array {
  const ids = new Int32Array(bytes.length);
  let count = 0;
  let id = base;
  for (let at = 0; at < bytes.length; ) {
    let byte = bytes[at++]!;
    let more = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      more |= (byte & 127) << shift;
    }
    id += more;
    ids[count++] = id;
  }
  return ids.subarray(0, count);
}

/** Returns those of ascending numbers that are in a list, too. */
export function shared(ids: Int32Array, bytes: Uint8Array, base: number): Int32Array {
  const both = new Int32Array(Math.min(ids.length, bytes.length));
  let count = 0;
  let next = 0;
  let id = base;
  for (let at = 0; at < bytes.length && next < ids.length; ) {
    let byte = bytes[at++]!;
    let more = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      more |= (byte & 127) << shift;
    }
    id += more;
    while (next < ids.length && ids[next]! < id) next++;
    if (ids[next] === id) both[count++] = id;
  }
  return both.subarray(0, count);
}

/** Joins ascending lists into one, without duplicates. */
export function united(lists: readonly Int32Array[]): Int32Array {
  const [first, ...more] = lists.filter(({ length }) => length > 0);
  if (more.length === 0) return first ?? new Int32Array(0);
  const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let length = 0;
  for (const list of lists) {
    all.set(list, length);
    length += list.length;
  }
  all.sort();
  let count = 0;
  for (let at = 0; at < length; at++) if (at === 0 || all[at] !== all[at - 1]) all[count++] = all[at]!;
  return all.subarray(0, count);
}
