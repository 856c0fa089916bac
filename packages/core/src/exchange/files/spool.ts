import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A file that can be read from any place, and again. */
export interface KeptFile {
  readonly path: string;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** A folder for files that are read more than once, such as those in archives; it goes when it is disposed of. */
export class Spool implements AsyncDisposable {
  #folder: Promise<string> | undefined;

  /** Keeps bytes in a file. */
  async keep(bytes: AsyncIterable<Uint8Array>): Promise<KeptFile> {
    this.#folder ??= mkdtemp(join(tmpdir(), "sextant-unpacked-"));
    const path = join(await this.#folder, randomUUID());
    await pipeline(Readable.from(bytes), createWriteStream(path));
    return { path, bytes: () => createReadStream(path) as AsyncIterable<Uint8Array> };
  }

  /** Gives up a file. */
  async drop({ path }: KeptFile): Promise<void> {
    await rm(path, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }
}
