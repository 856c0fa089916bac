import { existsSync } from "node:fs";
import { open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

type Random = () => number;

/** What survives of bytes that no fsync had passed: of each sector what was written, nothing, or what it never held. */
const SECTOR_BYTES = 512;
const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** Places in SQLite's index of its log. */
const [FRAMES_COPIED, SALT, SALT_END, FRAMES_TO_COPY] = [96, 32, 40, 128];

/**
 * Leaves the files of a SQLite memory, whose process was killed, as a power cut may leave them: what `synchronous = full`
 * promises is there, and of all else any part. Promised is the log up to the last commit that was acknowledged, and up to where
 * the log is being copied into the file; pages that are being copied may be torn, as they stand in the log. The index of the
 * log was in memory only.
 *
 * @param mark what the process had on the disk when it last said that something is done: `salt:frames`, or nothing
 */
export async function cutSqlite(file: string, mark: string, random: Random): Promise<void> {
  const [log, index] = [`${file}-wal`, `${file}-shm`];
  const bytes = existsSync(log) ? await readFile(log) : Buffer.alloc(0);
  if (bytes.length >= WAL_HEADER_BYTES) {
    const pageBytes = bytes.readUInt32BE(8);
    const salt = bytes.toString("hex", 16, 24);
    const [known, frames] = mark.split(":");
    const state = existsSync(index) ? await readFile(index) : Buffer.alloc(FRAMES_TO_COPY + 4);
    const isItsIndex = state.toString("hex", SALT, SALT_END) === salt;
    // An index with another salt is that of the log to come: all of this one is in the file and on the disk.
    const [copied, copying] = isItsIndex
      ? [state.readUInt32LE(FRAMES_COPIED), state.readUInt32LE(FRAMES_TO_COPY)]
      : [0, 0];
    const kept = isItsIndex ? Math.max(known === salt ? Number(frames) : 0, copying) : bytes.length;
    const frameBytes = FRAME_HEADER_BYTES + pageBytes;
    for (let frame = copied; frame < copying; frame++) {
      const page = bytes.readUInt32BE(WAL_HEADER_BYTES + frame * frameBytes);
      await tearPage(file, (page - 1) * pageBytes, pageBytes, random);
    }
    await writeFile(log, torn(bytes, WAL_HEADER_BYTES + kept * frameBytes, random));
  }
  await rm(index, { force: true });
  for (const name of await readdir(dirname(file)))
    if (name.startsWith(basename(file)) && name.endsWith(".part")) {
      const path = join(dirname(file), name);
      await writeFile(path, torn(await readFile(path), 0, random));
    }
}

/** Bytes of which those from a place on were not on the disk yet: cut off there, or each sector as it may be. */
function torn(bytes: Buffer, from: number, random: Random): Buffer {
  if (random() < 1 / 3) return bytes.subarray(0, from);
  const left = Buffer.from(bytes);
  for (let at = from; at < left.length; at += SECTOR_BYTES) {
    const fate = random();
    if (fate < 1 / 2)
      left.fill(fate < 1 / 4 ? 0 : Math.floor(random() * 256), at, Math.min(at + SECTOR_BYTES, left.length));
  }
  return left;
}

async function tearPage(file: string, at: number, bytes: number, random: Random): Promise<void> {
  const handle = await open(file, "r+");
  const page = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(page, 0, bytes, at);
  if (bytesRead === bytes) await handle.write(torn(page, 0, random), 0, undefined, at);
  await handle.close();
}

/**
 * The same for the log of a PostgreSQL server that was killed: it is on the disk up to a place, and beyond that in any part.
 *
 * @param mark the place: `0/1A2B3C4D`
 */
export async function cutPostgresLog(data: string, mark: string, random: Random): Promise<void> {
  const [high = "0", low = "0"] = mark.split("/");
  const end = Number.parseInt(high, 16) * 2 ** 32 + Number.parseInt(low, 16);
  const folder = join(data, "pg_wal");
  for (const name of await readdir(folder)) {
    if (!/^[0-9A-F]{24}$/.test(name)) continue;
    const path = join(folder, name);
    const handle = await open(path, "r+");
    const { size } = await handle.stat();
    const number = Number.parseInt(name.slice(8, 16), 16) * (2 ** 32 / size) + Number.parseInt(name.slice(16), 16);
    const from = Math.max(0, end - number * size);
    if (from < size) {
      const { buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
      const left = torn(buffer, 0, random);
      // A segment keeps its length.
      await handle.write(Buffer.concat([left, Buffer.alloc(size - from - left.length)]), 0, undefined, from);
    }
    await handle.close();
  }
}
