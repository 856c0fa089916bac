import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { decoded, type Unreadable } from "./encoding.ts";
import type { Report } from "./problem.ts";
import { unzipped } from "./zip.ts";

/** The text of a file, perhaps in an archive. */
export interface FileText {
  /** Name in the archive. */
  readonly name?: string;
  /** The text; it must be read to its end before the next file is asked for. */
  readonly portions: AsyncIterable<string>;
}

/**
 * Reads the text of a file, unpacked if it is gzip, or the texts of the wanted files of a ZIP archive. Memory does not
 * grow with their size.
 *
 * @param extensions of the files that are read from a ZIP archive: `.tmx`
 * @throws {Unreadable} if a file is empty or damaged, or its encoding cannot be detected
 */
export async function* texts(
  bytes: AsyncIterable<Uint8Array>,
  extensions: readonly string[],
  unreadable: Unreadable,
  report: Report,
): AsyncGenerator<FileText> {
  const iterator = withBeginning(bytes);
  const first = await iterator.next();
  if (first.done) throw new unreadable("the file is empty");
  const start = first.value;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  if (start[0] === 0x50 && start[1] === 0x4b) return yield* archived(all(), extensions, unreadable, report);
  const unpacked = start[0] === 0x1f && start[1] === 0x8b ? gunzipped(all(), unreadable) : all();
  yield { portions: decoded(unpacked, unreadable, report) };
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>, unreadable: Unreadable): AsyncGenerator<Uint8Array> {
  try {
    yield* Readable.from(bytes).pipe(createGunzip()) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new unreadable(`the gzip file is damaged: ${(cause as Error).message}`, { cause });
  }
}

async function* archived(
  bytes: AsyncIterable<Uint8Array>,
  extensions: readonly string[],
  unreadable: Unreadable,
  report: Report,
): AsyncGenerator<FileText> {
  let count = 0;
  try {
    for await (const { name, bytes: own } of unzipped(bytes, (name) =>
      extensions.some((extension) => name.toLowerCase().endsWith(extension)),
    )) {
      count++;
      const reportOf: Report = (problem) => report({ ...problem, file: name });
      yield { name, portions: decoded(explained(own, unreadable), unreadable, reportOf) };
    }
    if (count === 0) throw new Error(`it holds no file whose name ends in ${extensions.join(" or ")}`);
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
