import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { FuzzyIndex } from "./fuzzy-index.ts";
import { arraysOf, type FuzzyParts, partsOf } from "./fuzzy-parts.ts";

/** Another number for another way of keeping an index: what was kept before is built anew. */
const FORMAT = 10;
const MAGIC = "sextant fuzzy index\n";
const MAX_HEADER_BYTES = 4096;
/** Bytes that are read at once: the system reads no more than 2 GB. */
const BYTES_PER_READ = 1 << 28;

/** The edition of a memory that an index has seen, as the memory calls it. */
export interface SeenEdition {
  readonly memory: string;
  readonly number: number;
  readonly token: string;
}

/** What stands before the numbers: a line of JSON. */
interface Header {
  readonly format: number;
  readonly edition: SeenEdition;
  readonly littleEndian: boolean;
  readonly texts: number;
  /** Bytes of each part. */
  readonly sizes: readonly number[];
  /** CRC-32 of all that follows. */
  readonly sum: number;
}

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * Reads an index that was kept.
 *
 * @param isPast whether the memory that it is to belong to was in an edition
 * @param onWarning told where a file is there and cannot be believed
 * @returns undefined where there is none, or none that can be believed: it is then built anew
 */
export async function readSnapshot(
  file: string,
  isPast: (edition: SeenEdition) => Promise<boolean>,
  onWarning: (message: string) => void,
): Promise<{ readonly edition: SeenEdition; readonly index: FuzzyIndex } | undefined> {
  const refused = (why: string): undefined => onWarning(`the index ${file} is built anew: ${why}`) as undefined;
  try {
    const handle = await open(file);
    try {
      const begun = await headerOf(handle);
      if (!begun) return refused("it is none");
      const { sizes, sum, edition } = begun.header;
      if (!isOwn(begun.header) || !(await isPast(edition)))
        return refused("it is of another version, memory or machine");
      let at = begun.end;
      if ((await handle.stat()).size !== sizes.reduce((total, size) => total + size, at))
        return refused("its length is another than it says");
      // Each into a buffer of its own: arrays of numbers begin at multiples of their size.
      const parts: SharedArrayBuffer[] = [];
      let found = 0;
      for (const size of sizes) {
        // Threads that are given the index share it as it is.
        const part = new Uint8Array(new SharedArrayBuffer(size));
        for (let done = 0; done < size; ) {
          const { bytesRead } = await handle.read(part, done, Math.min(size - done, BYTES_PER_READ), at + done);
          if (bytesRead === 0) return refused("it ends too early");
          done += bytesRead;
        }
        found = crc32(part, found);
        parts.push(part.buffer);
        at += size;
      }
      if (found !== sum) return refused("its checksum is wrong");
      return { edition, index: FuzzyIndex.of(partsOf(parts)) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? undefined : refused(message);
  }
}

/** The edition that an index has seen that was kept, and how many texts it has; undefined where none was that can be read here. */
export async function keptEdition(
  file: string,
): Promise<{ readonly edition: SeenEdition; readonly texts: number } | undefined> {
  try {
    const handle = await open(file);
    try {
      const { header } = (await headerOf(handle)) ?? {};
      return header && isOwn(header) ? header : undefined;
    } finally {
      await handle.close();
    }
  } catch {
    // It is not there, or will be refused when it is read.
    return undefined;
  }
}

/** What stands before the numbers, and where it ends; undefined where the file is no index. @throws {Error} where it is torn */
async function headerOf(handle: FileHandle): Promise<{ readonly header: Header; readonly end: number } | undefined> {
  const beginning = Buffer.alloc(MAX_HEADER_BYTES);
  const { bytesRead } = await handle.read(beginning, 0, MAX_HEADER_BYTES, 0);
  const end = beginning.subarray(0, bytesRead).indexOf("\n", MAGIC.length);
  if (beginning.toString("latin1", 0, MAGIC.length) !== MAGIC || end < 0) return undefined;
  return { header: JSON.parse(beginning.toString("utf8", MAGIC.length, end)) as Header, end: end + 1 };
}

/** Whether it was kept by this version, on a machine like this. */
const isOwn = (header: Header): boolean => header.format === FORMAT && header.littleEndian === littleEndian;

/**
 * Keeps an index: beside its place first, then in it, so that no half of one is ever read.
 *
 * @param onWarning told where it cannot be kept: a full disk, a read-only folder; the next start builds it again
 */
export async function writeSnapshot(
  { file, edition }: { readonly file: string; readonly edition: SeenEdition },
  layers: readonly FuzzyParts[],
  onWarning: (message: string) => void,
): Promise<void> {
  const parts = arraysOf(layers).map(bytesOf);
  const header: Header = {
    format: FORMAT,
    edition,
    littleEndian,
    texts: layers.reduce((sum, { ids }) => sum + ids.length, 0),
    sizes: parts.map(({ length }) => length),
    sum: parts.reduce((sum, part) => crc32(part, sum), 0),
  };
  const beside = `${file}.${randomBytes(4).toString("hex")}.part`;
  try {
    const handle = await open(beside, "wx", 0o600);
    try {
      await handle.write(`${MAGIC}${JSON.stringify(header)}\n`);
      for (const part of parts) await handle.write(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    onWarning(`the index ${file} cannot be kept, and is built again at the next start: ${(error as Error).message}`);
    await rm(beside, { force: true }).catch(() => {});
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
