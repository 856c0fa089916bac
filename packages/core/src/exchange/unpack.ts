import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { decoded, type Unreadable } from "./encoding.ts";
import type { Report } from "./problem.ts";
import { unzipped } from "./zip.ts";

/** Archives in archives that are opened, at most. */
const MAX_PACKED = 3;

/** The text of a file, perhaps in an archive. */
export interface FileText {
  /** Name in the archive. */
  readonly name?: string;
  /** The text; it must be read to its end before the next file is asked for. */
  readonly portions: AsyncIterable<string>;
}

/** How a file is unpacked. */
export interface Unpacking {
  /** Of the files that are read from an archive: `.tmx`. */
  readonly extensions: readonly string[];
  readonly unreadable: Unreadable;
  readonly report: Report;
  /** How many times it was packed so far. */
  readonly depth?: number;
}

/**
 * Reads the text of a file, unpacked if it is gzip, or the texts of the wanted files of a ZIP archive, and the same of what
 * is packed in it. Memory does not grow with their size.
 *
 * @throws {Unreadable} if a file is empty or damaged, or its encoding cannot be detected
 */
export async function* texts(bytes: AsyncIterable<Uint8Array>, how: Unpacking): AsyncGenerator<FileText> {
  const { unreadable, report } = how;
  const iterator = withBeginning(bytes);
  const first = await iterator.next();
  if (first.done) throw new unreadable("the file is empty");
  const start = first.value;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  if (start[0] === 0x50 && start[1] === 0x4b) return yield* archived(all(), how);
  if (!isGzip(start)) return yield { portions: decoded(all(), unreadable, report) };
  yield* texts(gunzipped(all(), unreadable), { ...how, depth: packed(how) });
}

const isGzip = ([a, b]: Uint8Array): boolean => a === 0x1f && b === 0x8b;

/** How many times what is inside is packed. @throws {Unreadable} for too many: such a file was made to fill memory */
function packed({ depth = 0, unreadable }: Unpacking): number {
  if (depth >= MAX_PACKED) throw new unreadable(`it is packed more than ${MAX_PACKED} times; unpack it first`);
  return depth + 1;
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>, unreadable: Unreadable): AsyncGenerator<Uint8Array> {
  try {
    yield* Readable.from(bytes).pipe(createGunzip()) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new unreadable(`the gzip file is damaged: ${(cause as Error).message}`, { cause });
  }
}

async function* archived(bytes: AsyncIterable<Uint8Array>, how: Unpacking): AsyncGenerator<FileText> {
  const { extensions, unreadable, report, depth = 0 } = how;
  let count = 0;
  const ends = [...extensions.flatMap((extension) => [extension, `${extension}.gz`]), ".zip"];
  try {
    for await (const { name, bytes: own } of unzipped(bytes, (name) =>
      ends.some((end) => name.toLowerCase().endsWith(end)),
    )) {
      const reportOf: Report = (problem) =>
        report({ ...problem, file: problem.file === undefined ? name : `${name}/${problem.file}` });
      const inside = texts(explained(own, unreadable), { ...how, report: reportOf, depth: packed(how) });
      for await (const { name: deeper, portions } of inside) {
        count++;
        yield { name: deeper === undefined ? name : `${name}/${deeper}`, portions };
      }
    }
    // An archive in another one may hold something else.
    if (count === 0 && depth === 0) throw new Error(`it holds no file whose name ends in ${extensions.join(" or ")}`);
  } catch (cause) {
    throw damaged(cause, unreadable);
  }
}

/** Passes bytes through; errors name the archive. */
async function* explained(bytes: AsyncIterable<Uint8Array>, unreadable: Unreadable): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (cause) {
    throw damaged(cause, unreadable);
  }
}

const damaged = (cause: unknown, unreadable: Unreadable): Error =>
  cause instanceof unreadable
    ? cause
    : new unreadable(`the ZIP archive cannot be read: ${(cause as Error).message}`, { cause });

/** Regroups bytes so that the first part is long enough to show the kind of file, unless the file is shorter. */
async function* withBeginning(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array(0);
  for await (const part of bytes) {
    if (!start) {
      yield part;
      continue;
    }
    start = start.length === 0 ? part : Buffer.concat([start, part]);
    if (start.length < 4) continue;
    yield start;
    start = undefined;
  }
  if (start && start.length > 0) yield start;
}
