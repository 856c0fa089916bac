import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32, createInflateRaw } from "node:zlib";

/** Longest comment at the end of an archive, with the record before it. */
const MAX_END_BYTES = 65_535 + 22;
/** Largest directory, and largest file when it is inflated. */
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
const MAX_INFLATED_BYTES = 2 * 1024 ** 3;

/** A file in an archive, as the directory at the archive's end describes it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 for stored, 8 for deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly checksum: number;
  /** Length in the archive, and place of its head. */
  readonly size: number;
  readonly offset: number;
}

/**
 * Reads the directory of a ZIP archive (APPNOTE 6.3, 4.3.12 to 4.3.16). Folders are left out, and so is what
 * systems add to them: `__MACOSX/`, hidden files such as `._name` and `.DS_Store`, `Thumbs.db`, `desktop.ini`.
 *
 * @returns its files, in the order of their places
 * @throws {Error} if there is no directory, or it is damaged
 */
export async function zipEntries(path: string): Promise<ZipEntry[]> {
  await using file = await open(path);
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - MAX_END_BYTES - 76), size);
  const { start, length } = await directoryPlace(file, tail, size);
  if (length > MAX_DIRECTORY_BYTES || start + length > size) throw new Error("its directory is damaged");
  const directory = await bytesAt(file, start, start + length);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const [name, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    entries.push(entryAt(directory, at, name, extra));
    at += 46 + name + extra + comment;
  }
  return entries.filter((entry) => !ADDED.test(entry.name)).sort((a, b) => a.offset - b.offset);
}

const ADDED = /\/$|(?:^|\/)(?:__MACOSX\/.*|\.[^/]*|Thumbs\.db|desktop\.ini)$/i;

async function bytesAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
  return buffer.subarray(0, bytesRead);
}

async function directoryPlace(
  file: FileHandle,
  tail: Buffer,
  size: number,
): Promise<{ readonly start: number; readonly length: number }> {
  const end = tail.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (end < 0 || end + 22 > tail.length) throw new Error("it ends before its directory");
  const length = tail.readUInt32LE(end + 12);
  // Something may stand before the archive, so that its own numbers are too small.
  const own = { length, start: size - tail.length + end - length };
  if (own.start >= 0 && length !== 0xffffffff && tail.readUInt32LE(end + 16) !== 0xffffffff) return own;
  // An archive of more than 4 GB says its numbers in records of its own.
  if (end < 20 || tail.readUInt32LE(end - 20) !== 0x07064b50) throw new Error("its directory is damaged");
  const place = Number(tail.readBigUInt64LE(end - 12));
  const record = await bytesAt(file, place, place + 56);
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) throw new Error("its directory is damaged");
  return { length: Number(record.readBigUInt64LE(40)), start: Number(record.readBigUInt64LE(48)) };
}

function entryAt(directory: Buffer, at: number, name: number, extra: number): ZipEntry {
  const flags = directory.readUInt16LE(at + 8);
  const end = at + 46 + name;
  const [inflated, size, offset] = [24, 20, 42].map((place) => directory.readUInt32LE(at + place)) as [
    number,
    number,
    number,
  ];
  const large = largeNumbers(directory.subarray(end, end + extra));
  // Those that do not fit stand in the extra field, in this order.
  if (inflated === 0xffffffff) large.shift();
  return {
    name: directory.toString((flags & 0x800) !== 0 ? "utf8" : "latin1", at + 46, end),
    method: directory.readUInt16LE(at + 10),
    isEncrypted: (flags & 1) !== 0,
    checksum: directory.readUInt32LE(at + 16),
    size: size === 0xffffffff ? (large.shift() ?? size) : size,
    offset: offset === 0xffffffff ? (large.shift() ?? offset) : offset,
  };
}

function largeNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const own = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from({ length: own.length >> 3 }, (_, n) => Number(own.readBigUInt64LE(8 * n)));
  }
  return [];
}

/**
 * Yields the content of a file in an archive.
 *
 * @throws {Error} if it is damaged: it cannot be inflated, or its checksum is another than the directory's
 */
export async function* inflated(path: string, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted) throw new Error("it is encrypted");
  if (entry.method !== 0 && entry.method !== 8)
    throw new Error("it is packed in a way that is not known; pack it with the usual one, deflate");
  if (entry.size === 0) return;
  const start = await contentStart(path, entry.offset);
  const packed = createReadStream(path, { start, end: start + entry.size - 1 });
  let [sum, size] = [0, 0];
  try {
    const parts = entry.method === 0 ? packed : packed.compose(createInflateRaw());
    for await (const part of parts as AsyncIterable<Uint8Array>) {
      sum = crc32(part, sum);
      size += part.length;
      if (size > MAX_INFLATED_BYTES) break;
      yield part;
    }
  } catch (cause) {
    throw new Error(`it is damaged: ${(cause as Error).message}`, { cause });
  }
  if (size > MAX_INFLATED_BYTES) throw new Error("it holds more than 2 GB; unpack it first");
  if (sum !== entry.checksum) throw new Error("it is damaged: its checksum is wrong");
}

async function contentStart(path: string, offset: number): Promise<number> {
  await using file = await open(path);
  const head = await bytesAt(file, offset, offset + 30);
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw new Error("it is damaged: it has no head");
  return offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}
