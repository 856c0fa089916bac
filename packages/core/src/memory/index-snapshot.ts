import { randomBytes } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { FuzzyIndex, type FuzzyParts } from "./fuzzy-index.ts";

/** Another number for another way of keeping an index: what was kept before is built anew. */
const FORMAT = 2;
const MAGIC = "sextant fuzzy index\n";

/** What stands before the numbers: a line of JSON. */
interface Header {
  readonly format: number;
  readonly memory: string;
  readonly edition: number;
  readonly littleEndian: boolean;
  /** Bytes of the vocabulary, and of each array. */
  readonly sizes: readonly number[];
  /** CRC-32 of all that follows. */
  readonly sum: number;
}

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * Reads an index that was kept.
 *
 * @param memory the id of the memory that it has to belong to
 * @returns undefined where there is none, or none that can be believed: it is then built anew
 */
export async function readSnapshot(
  file: string,
  memory: string,
): Promise<{ readonly edition: number; readonly index: FuzzyIndex } | undefined> {
  try {
    const bytes = await readFile(file);
    const end = bytes.indexOf("\n", MAGIC.length);
    if (bytes.toString("latin1", 0, MAGIC.length) !== MAGIC || end < 0) return undefined;
    const header = JSON.parse(bytes.toString("utf8", MAGIC.length, end)) as Header;
    const { format, sizes, sum, edition } = header;
    if (format !== FORMAT || header.memory !== memory || header.littleEndian !== littleEndian) return undefined;
    const body = bytes.subarray(end + 1);
    if (body.length !== sizes.reduce((total, size) => total + size, 0) || crc32(body) !== sum) return undefined;
    let at = 0;
    // Copied: arrays of numbers begin at multiples of their size, and are grown later.
    const [words, ids, offsets, tokens, placeables] = sizes.map((size) => {
      const part = new Uint8Array(size);
      part.set(body.subarray(at, at + size));
      at += size;
      return part.buffer;
    }) as [ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer];
    const index = FuzzyIndex.of({
      vocabulary: new TextDecoder().decode(words).split("\n"),
      ids: new Float64Array(ids),
      offsets: new Uint32Array(offsets),
      tokens: new Uint32Array(tokens),
      placeables: new Uint8Array(placeables),
    });
    return { edition, index };
  } catch {
    return undefined;
  }
}

/** Keeps an index: beside its place first, then in it, so that no half of one is ever read. Where it cannot, it does not. */
export async function writeSnapshot(file: string, memory: string, edition: number, index: FuzzyIndex): Promise<void> {
  const { vocabulary, ids, offsets, tokens, placeables }: FuzzyParts = index.parts();
  const parts = [Buffer.from(vocabulary.join("\n")), ...[ids, offsets, tokens, placeables].map(bytesOf)];
  const header: Header = {
    format: FORMAT,
    memory,
    edition,
    littleEndian,
    sizes: parts.map(({ length }) => length),
    sum: parts.reduce((sum, part) => crc32(part, sum), 0),
  };
  const beside = `${file}.${randomBytes(4).toString("hex")}.part`;
  try {
    const handle = await open(beside, "wx");
    try {
      await handle.write(`${MAGIC}${JSON.stringify(header)}\n`);
      for (const part of parts) await handle.write(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch {
    // A full disk or a read-only folder: the index is built again at the next start.
    await rm(beside, { force: true });
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
