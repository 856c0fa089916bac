import { randomBytes } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { chmod, open, readFile, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setting } from "@sextant/core/config";
import type { Memory } from "@sextant/core/memory";
import { UsageError } from "./exit.ts";

/** Larger files are refused before they are read, in MB. */
const MAX_FILE_MB = 100;

/** Reads a file, or standard input for `-`. Error messages name the file. */
export async function readInput(path: string, maxMB = MAX_FILE_MB): Promise<Uint8Array> {
  const check = (size: number): void => {
    if (size > maxMB * 1024 * 1024) throw new Error(`it has ${size} bytes; files of at most ${maxMB} MB are read`);
  };
  try {
    if (path === "-") {
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const part of process.stdin) {
        size += (part as Uint8Array).length;
        check(size);
        parts.push(part as Uint8Array);
      }
      return Buffer.concat(parts);
    }
    check((await stat(path)).size);
    return await readFile(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : message;
    throw new Error(`${path} cannot be read: ${why}`, { cause });
  }
}

/**
 * Writes a file whole or not at all: to a temporary file beside it, which is then renamed; it keeps the permissions of the one
 * before. What is no file, a pipe or a device, is written straight. Without a path, it writes to standard output.
 */
export async function writeOutput(
  path: string | undefined,
  content: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  if (path === undefined || path === "-") {
    await pipeline(Readable.from(content), process.stdout, { end: false });
    return;
  }
  try {
    const before = await stat(path).catch(() => undefined);
    if (IS_SYSTEM.test(path) || (before && !before.isFile()))
      await pipeline(Readable.from(content), createWriteStream(path));
    else await replaceFile(await targetOf(path), content, before?.mode);
  } catch (cause) {
    throw new Error(`${path} cannot be written: ${whyNotWritten(cause)}`, { cause });
  }
}

/**
 * Refuses to write over what is read, by whatever name it is called.
 *
 * @param path undefined or `-` for standard output
 * @throws {UsageError}
 */
export async function refuseInputs(path: string | undefined, inputs: readonly string[]): Promise<void> {
  const placeOf = async (file: string): Promise<string | undefined> => {
    const found = await stat(file).catch(() => undefined);
    return found?.isFile() ? `${found.dev} ${found.ino}` : undefined;
  };
  if (path === undefined || path === "-") return;
  const own = await placeOf(path);
  if (own === undefined) return;
  for (const input of inputs)
    if ((await placeOf(input)) === own)
      throw new UsageError(`${path} is read, and would be overwritten; name another file`);
}

/** Why a file cannot be written, without the name of the one that is written beside it. */
function whyNotWritten(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such folder";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES" || code === "EPERM") return "its folder, or the file, may not be written by you";
  if (code === "EROFS") return "the disk can only be read";
  if (code === "ENOSPC" || code === "EDQUOT") return `the disk is full (${code})`;
  if (code === "ENAMETOOLONG") return "its name is too long";
  return message;
}

/** Addresses of open files and devices: /dev/stdout, /dev/fd/63, /proc/self/fd/1. */
const IS_SYSTEM = /^\/(?:dev|proc)\//;

async function replaceFile(
  path: string,
  content: Iterable<string> | AsyncIterable<string>,
  mode: number | undefined,
): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString("hex")}.part`;
  try {
    await pipeline(Readable.from(content), createWriteStream(beside, { mode: mode ?? 0o666 }));
    // What the mask of new files took away.
    if (mode !== undefined) await chmod(beside, mode);
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
}

/** The file that a path leads to, also where that is not there yet. */
async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const link = await readlink(path).catch(() => undefined);
    return link === undefined ? path : resolve(dirname(path), link);
  }
}

/** Waits until the disk knows which files a folder has; a file that was renamed there then survives a power cut. */
export async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders, and keeps their entries by itself.
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  await handle.sync().finally(() => handle.close());
}

/** The data folder if `--data` names none. */
export const DATA = setting("SEXTANT_DATA");

/** Where the memory of a data folder is, or the database of `SEXTANT_DATABASE_URL` where that is set. */
export function locationOf(data: string): string {
  return setting("SEXTANT_DATABASE_URL") ?? join(data, "memory.sqlite");
}

/**
 * Opens the memory of a data folder, or of `SEXTANT_DATABASE_URL` where that is set, for one piece of work, and makes it where
 * there is none.
 */
export async function withMemory<T>(data: string, work: (memory: Memory) => Promise<T>): Promise<T> {
  const { Memory } = await import("@sextant/core/memory");
  await using memory = await Memory.open(locationOf(data), {
    onWarning: (message) => console.error(`sextant: ${message}`),
  });
  return await work(memory);
}

/**
 * The same for work that asks of a memory what is in it: a folder that was named wrongly shall not answer for one that is empty.
 *
 * @throws {UsageError} where there is none
 */
export async function withExistingMemory<T>(data: string, work: (memory: Memory) => Promise<T>): Promise<T> {
  const location = locationOf(data);
  if (setting("SEXTANT_DATABASE_URL") === undefined && !existsSync(location))
    throw new UsageError(
      `there is no memory in ${data}; --data names its folder, sextant import or sextant align --save makes one`,
    );
  return withMemory(data, work);
}
