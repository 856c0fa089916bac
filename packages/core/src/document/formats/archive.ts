import { strToU8, Unzip, UnzipInflate, zipSync } from "fflate";
import { UnreadableDocument } from "../document.ts";

/** The largest size to which an archive may unpack, whatever its directory claims. */
const MAX_BYTES = 200 * 1024 * 1024;
const MAX_FILES = 5000;

/**
 * Unpacks the wanted files of a ZIP archive, within bounds.
 *
 * @throws {UnreadableDocument} if the archive is damaged, or unpacks beyond the bounds (a zip bomb)
 */
export function unzip(bytes: Uint8Array, wanted: (path: string) => boolean, name: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let total = 0;
  let seen = 0;
  let failure: Error | undefined;
  const reader = new Unzip((file) => {
    if (++seen > MAX_FILES)
      failure ??= new UnreadableDocument(`${name} is an archive of more than ${MAX_FILES} files`, {
        why: { reason: "too-costly" },
      });
    if (failure || !wanted(file.name)) return;
    const parts: Uint8Array[] = [];
    file.ondata = (error, part, final) => {
      if (error)
        failure ??= new UnreadableDocument(`${name} is a damaged archive: ${error.message}`, {
          why: { reason: "damaged" },
        });
      if (failure) return;
      total += part.length;
      if (total > MAX_BYTES) {
        failure = new UnreadableDocument(
          `${name} grows to more than ${MAX_BYTES / 1024 / 1024} MB when it is unpacked`,
          { why: { reason: "too-costly" } },
        );
        file.terminate();
        return;
      }
      parts.push(part);
      if (final) files.set(file.name, Buffer.concat(parts));
    };
    file.start();
  });
  reader.register(UnzipInflate);
  try {
    // Piece by piece, so that a bomb is noticed early.
    for (let at = 0; at < bytes.length && !failure; at += 65536)
      reader.push(bytes.subarray(at, at + 65536), at + 65536 >= bytes.length);
  } catch (cause) {
    failure ??= new UnreadableDocument(`${name} is a damaged archive: ${(cause as Error).message}`, {
      cause,
      why: { reason: "damaged" },
    });
  }
  if (failure) throw failure;
  return files;
}

/** Packs files into a ZIP archive, uncompressed. */
export function zip(files: ReadonlyMap<string, Uint8Array | string>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      [...files].map(([path, content]) => [path, typeof content === "string" ? strToU8(content) : content]),
    ),
    { level: 0 },
  );
}
