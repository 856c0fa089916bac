import { crc32 } from "node:zlib";
import { Unzip, UnzipInflate } from "fflate";

/** Size of a piece: a small piece may inflate to a thousand times its size. */
const PIECE_BYTES = 4096;
/** Largest directory at the end of an archive. */
const MAX_DIRECTORY_BYTES = 4 * 1024 * 1024;

/** A file in an archive. */
export interface ArchivedFile {
  readonly name: string;
  /** The content; it must be read to its end before the next file is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

type Event = { readonly name: string } | { readonly part: Uint8Array; readonly isLast: boolean };

/**
 * Yields the files of a ZIP archive in its order, while they are inflated; memory does not grow with them. Files that
 * macOS adds (`__MACOSX/`, `._name`) are skipped.
 *
 * @param isWanted by the name with its folders
 * @throws {Error} if the archive is damaged; a wrong checksum is reported at the end of the archive
 */
export async function* unzipped(
  bytes: AsyncIterable<Uint8Array>,
  isWanted: (name: string) => boolean,
): AsyncGenerator<ArchivedFile> {
  const archive = new Archive(bytes, isWanted);
  for (let event = await archive.next(); event; event = await archive.next()) {
    if (!("name" in event)) continue;
    const { name } = event;
    yield { name, bytes: archive.file(name) };
  }
  archive.check();
}

class Archive {
  readonly #parts: AsyncGenerator<Uint8Array>;
  readonly #reader: Unzip;
  readonly #events: Event[] = [];
  /** Checksums of the files that were read, in order. */
  readonly #sums: { readonly name: string; readonly sum: number }[] = [];
  #failure: Error | undefined;
  /** The last bytes that were read. */
  #tail: Uint8Array[] = [];
  #tailSize = 0;

  constructor(bytes: AsyncIterable<Uint8Array>, isWanted: (name: string) => boolean) {
    this.#parts = pieces(bytes);
    this.#reader = new Unzip((file) => {
      const { name } = file;
      if (/^__MACOSX\/|(?:^|\/)\._[^/]*$/.test(name) || !isWanted(name)) return;
      this.#events.push({ name });
      file.ondata = (error, part, isLast) => {
        if (error) this.#failure ??= error;
        else this.#events.push({ part, isLast });
      };
      file.start();
    });
    this.#reader.register(UnzipInflate);
  }

  /** Returns the next event, or undefined at the end of the archive. */
  async next(): Promise<Event | undefined> {
    for (;;) {
      const event = this.#events.shift();
      if (event) return event;
      const { value, done } = await this.#parts.next();
      if (done) return undefined;
      this.#keep(value);
      this.#reader.push(value);
      if (this.#failure) throw this.#failure;
    }
  }

  /** Yields the bytes of the file that has begun. */
  async *file(name: string): AsyncGenerator<Uint8Array> {
    let sum = 0;
    for (let isLast = false; !isLast; ) {
      const event = await this.next();
      if (!event || "name" in event) throw new Error(`it ends inside ${name}`);
      sum = crc32(event.part, sum);
      isLast = event.isLast;
      if (event.part.length > 0) yield event.part;
    }
    this.#sums.push({ name, sum });
  }

  /** Compares the checksums of what was read with those of the directory. */
  check(): void {
    const known = Map.groupBy(directoryOf(Buffer.concat(this.#tail)), ({ name }) => name);
    for (const { name, sum } of this.#sums) {
      const entry = known.get(name)?.shift();
      if (!entry) throw new Error(`its directory does not name ${name}`);
      if (entry.sum !== sum) throw new Error(`${name} is damaged: its checksum is wrong`);
    }
  }

  #keep(piece: Uint8Array): void {
    this.#tail.push(piece);
    this.#tailSize += piece.length;
    if (this.#tailSize <= 2 * MAX_DIRECTORY_BYTES) return;
    this.#tail = [Buffer.concat(this.#tail).subarray(-MAX_DIRECTORY_BYTES)];
    this.#tailSize = MAX_DIRECTORY_BYTES;
  }
}

async function* pieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of bytes)
    for (let at = 0; at < part.length; at += PIECE_BYTES) yield part.subarray(at, at + PIECE_BYTES);
}

/**
 * Reads the directory at the end of an archive: its files in order (APPNOTE 6.3, 4.3.12 and 4.3.16).
 *
 * @throws {Error} if there is none
 */
function directoryOf(tail: Buffer): { readonly name: string; readonly sum: number }[] {
  const end = tail.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (end < 0 || end + 22 > tail.length) throw new Error("it ends before its directory");
  // Between the two, an archive of more than 4 GB has two more records.
  let at = tail.lastIndexOf("PK\u0006\u0006", end, "latin1");
  if (at < 0 || end - at !== 76) at = end;
  at -= tail.readUInt32LE(end + 12);
  const files: { name: string; sum: number; offset: number }[] = [];
  while (at >= 0 && at + 46 <= end && tail.readUInt32LE(at) === 0x02014b50) {
    const isUtf8 = (tail.readUInt16LE(at + 8) & 0x800) !== 0;
    const [name, extra, comment] = [28, 30, 32].map((place) => tail.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    files.push({
      name: tail.toString(isUtf8 ? "utf8" : "latin1", at + 46, at + 46 + name),
      sum: tail.readUInt32LE(at + 16),
      offset: tail.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return files.sort((a, b) => a.offset - b.offset);
}
