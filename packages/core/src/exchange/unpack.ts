import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { Unzip, UnzipInflate } from "fflate";

/** The error that a reader throws for a file it cannot read. */
type Unreadable = new (message: string, options?: ErrorOptions) => Error;

/**
 * Text of a file, its encoding told by its byte order mark or its first bytes, unpacked where it is gzip or ZIP; in portions.
 *
 * @param extension of the file that is read from a ZIP archive: the first whose name ends so
 */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  extension: string,
  unreadable: Unreadable,
): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const part of withBeginning(unpacked(bytes, extension, unreadable))) {
    decoder ??= new TextDecoder(encodingOf(part));
    // In small portions, so that the parser never holds much more than it can hand on.
    for (let at = 0; at < part.length; at += PORTION)
      yield decoder.decode(part.subarray(at, at + PORTION), { stream: true });
  }
  const rest = decoder?.decode();
  if (rest) yield rest;
}
const PORTION = 64 * 1024;

function encodingOf(start: Uint8Array): string {
  const [a, b] = start;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return "utf-16be";
  if (a === 0xef) return "utf-8";
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/.exec(
    new TextDecoder("latin1").decode(start.subarray(0, 200)),
  );
  try {
    return new TextDecoder(declared?.[1] ?? "utf-8").encoding.replace(/^utf-16.*/, "utf-8");
  } catch {
    return "utf-8";
  }
}

/** The same bytes; the first part holds all that a file's kind and encoding are told by, unless the file is shorter. */
async function* withBeginning(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array(0);
  for await (const part of bytes) {
    if (!start) {
      yield part;
      continue;
    }
    start = start.length === 0 ? part : Buffer.concat([start, part]);
    if (start.length < BEGINNING) continue;
    yield start;
    start = undefined;
  }
  if (start && start.length > 0) yield start;
}
const BEGINNING = 256;

async function* unpacked(
  bytes: AsyncIterable<Uint8Array>,
  extension: string,
  unreadable: Unreadable,
): AsyncGenerator<Uint8Array> {
  const iterator = withBeginning(bytes);
  const first = await iterator.next();
  if (first.done) throw new unreadable("the file is empty");
  const start = first.value;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  if (start[0] === 0x50 && start[1] === 0x4b) return yield* unzipped(all(), extension, unreadable);
  if (start[0] !== 0x1f || start[1] !== 0x8b) return yield* all();
  try {
    yield* Readable.from(all()).pipe(createGunzip()) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new unreadable(`the gzip file is damaged: ${(cause as Error).message}`, { cause });
  }
}

/** The first file of a ZIP archive whose name ends so, as it is inflated: memory does not grow with it. */
async function* unzipped(
  bytes: AsyncIterable<Uint8Array>,
  extension: string,
  unreadable: Unreadable,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let found: string | undefined;
  let whole = false;
  let failure: Error | undefined;
  const reader = new Unzip((file) => {
    if (found !== undefined || !file.name.toLowerCase().endsWith(extension)) return;
    found = file.name;
    file.ondata = (error, part, final) => {
      if (error) failure = error;
      else ready.push(part);
      whole ||= final;
    };
    file.start();
  });
  reader.register(UnzipInflate);
  try {
    for await (const part of bytes) {
      // A small piece may inflate to a thousand times its size.
      for (let at = 0; at < part.length && !whole; at += PIECE) {
        reader.push(part.subarray(at, at + PIECE));
        if (failure) throw failure;
        yield* ready;
        ready = [];
      }
      if (whole) return;
    }
    if (found === undefined) throw new Error(`it holds no file whose name ends in ${extension}`);
    throw new Error(`it ends inside ${found}`);
  } catch (cause) {
    throw new unreadable(`the ZIP archive cannot be read: ${(cause as Error).message}`, { cause });
  }
}
const PIECE = 4096;
