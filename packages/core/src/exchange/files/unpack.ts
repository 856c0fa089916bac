/**
 * Room files: what is in a file that somebody gives. In: bytes. Out: the files in them, unpacked, with their kinds; or text, with
 * the line of what is ill-formed. Imports document/encoding.
 *
 * @module
 */

import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { type PackedFormat, packedFormatOf } from "../../document/format.ts";
import type { Report } from "../problem.ts";
import { withBeginning } from "./beginning.ts";
import type { Unreadable } from "./encoding.ts";
import { kindOf, type Told } from "./kind.ts";
import { type KeptFile, Spool } from "./spool.ts";
import { inflated, type ZipEntry, zipEntries } from "./zip.ts";

/** Archives in archives that are opened, at most. */
const MAX_PACKED = 3;
/** Number of bytes that show what a file is. */
const BEGINNING_BYTES = 4096;

/** A file that is not packed any more. */
export interface UnpackedFile {
  /** Name in the archive; absent for a file that was not in one. */
  readonly name?: string;
  readonly told: Told;
  /** Its content: once, or again and again for a file from an archive. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
  /** Where it is kept, for what is read in its place; until the next file is asked for. */
  readonly path: () => Promise<string>;
}

/** How a file is unpacked. */
export interface Unpacking {
  /** Name of the file itself. */
  readonly name: string;
  readonly unreadable: Unreadable;
  /** Receives each file of an archive that cannot be unpacked. */
  readonly report: Report;
}

/**
 * Yields a file, unpacked if it is gzip, or the files of a ZIP archive in its order, and the same of what is packed in it. A file of
 * an archive is kept on disk while it is read, with its checksum compared first; one that is damaged is reported.
 *
 * @throws {Unreadable} if the file is empty, or the archive is damaged
 */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>, how: Unpacking): AsyncGenerator<UnpackedFile> {
  await using spool = new Spool();
  yield* opened(bytes, { ...how, spool, depth: 0 });
}

interface Opening extends Unpacking {
  readonly spool: Spool;
  /** How many times it was packed so far. */
  readonly depth: number;
  /** Its name in the archive, if it is in one. */
  readonly inside?: string;
}

/** A file to be opened: once, or again if it is kept. */
type Source = AsyncIterable<Uint8Array> | KeptFile;

const isKept = (source: Source): source is KeptFile => !(Symbol.asyncIterator in source);

async function* opened(source: Source, how: Opening): AsyncGenerator<UnpackedFile> {
  const { unreadable, spool, inside, name } = how;
  const iterator = withBeginning(isKept(source) ? source.bytes() : source, BEGINNING_BYTES);
  const first = await iterator.next();
  if (first.done) throw new unreadable("the file is empty", { why: { reason: "empty" } });
  const start = first.value;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield start;
    yield* iterator;
  }
  const [a, b, c] = start;
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) {
    const kept = isKept(source) ? source : await spool.keep(all());
    await iterator.return(undefined);
    return yield* archived(kept.path, Buffer.from(start).toString("latin1"), how);
  }
  if (a === 0x1f && b === 0x8b) {
    const content = gunzipped(all(), unreadable);
    const deeper = { ...how, name: name.replace(/\.gz$/i, ""), depth: packed(how) };
    return yield* opened(inside === undefined ? content : await spool.keep(content), deeper);
  }
  if (isKept(source)) await iterator.return(undefined);
  yield {
    ...(inside !== undefined && { name: inside }),
    told: kindOf(start, name),
    bytes: isKept(source) ? source.bytes : all,
    path: async () => (isKept(source) ? source : await spool.keep(all())).path,
  };
}

/** How many times what is inside is packed. @throws {Unreadable} for too many: such a file was made to fill the disk */
function packed({ depth, unreadable }: Opening): number {
  if (depth >= MAX_PACKED)
    throw new unreadable(`it is packed more than ${MAX_PACKED} times; unpack it first`, { why: { reason: "archive" } });
  return depth + 1;
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>, unreadable: Unreadable): AsyncGenerator<Uint8Array> {
  try {
    yield* Readable.from(bytes).pipe(createGunzip()) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new unreadable(`the gzip file is damaged: ${(cause as Error).message}`, {
      cause,
      why: { reason: "damaged" },
    });
  }
}

async function* archived(path: string, head: string, how: Opening): AsyncGenerator<UnpackedFile> {
  const { unreadable, report, spool, inside } = how;
  const depth = packed(how);
  const entries = await entriesOf(path, unreadable);
  const names = entries.map(({ name }) => name);
  refuseOffice(packedFormatOf(head, names), unreadable);
  for (const entry of entries) {
    const name = inside === undefined ? entry.name : `${inside}/${entry.name}`;
    let kept: KeptFile | undefined;
    try {
      kept = await spool.keep(inflated(path, entry));
      yield* opened(kept, { ...how, inside: name, name: entry.name, depth });
    } catch (cause) {
      report({
        kind: "part",
        reason: "file of the archive",
        file: name,
        message: `left out: ${(cause as Error).message}`,
      });
    } finally {
      if (kept) await spool.drop(kept);
    }
  }
}

/** @throws {Unreadable} if it is damaged, or holds nothing */
async function entriesOf(path: string, unreadable: Unreadable): Promise<ZipEntry[]> {
  let entries: ZipEntry[];
  try {
    entries = await zipEntries(path);
  } catch (cause) {
    throw new unreadable(`the ZIP archive cannot be read: ${(cause as Error).message}`, {
      cause,
      why: { reason: "damaged" },
    });
  }
  if (entries.length === 0) throw new unreadable("the ZIP archive is empty", { why: { reason: "nothing-inside" } });
  return entries;
}

/** What is written as an archive by an office program is one file to its reader. @throws {Unreadable} for such a file */
function refuseOffice(format: PackedFormat, unreadable: Unreadable): void {
  if (format === "archive") return;
  if (format === "workbook")
    throw new unreadable(
      "it is a workbook, as Excel writes it; save the sheet with the texts as CSV, and import that",
      {
        why: { reason: "workbook" },
      },
    );
  throw new unreadable(`it is a document (${format.toUpperCase()}), and holds no units`, {
    why: { reason: "no-units" },
  });
}
