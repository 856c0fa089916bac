import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";

/** A file that is to be read. */
export interface ListedFile {
  readonly path: string;
  /** Whether it was named itself, and not found in a folder. */
  readonly isNamed: boolean;
  /** Whether it was found in a folder and its name does not end as documents' names do. */
  readonly unknown: boolean;
}

const DOCUMENT = /\.(?:pdf|docx?|odt|epub|rtf|html?|txt)$/iu;

/**
 * The files that paths name, and those in folders that they name and in their subfolders, in order of name. Files whose names
 * begin with a dot are the system's.
 *
 * @throws {Error} naming the path that is not there
 */
export async function listedFiles(paths: readonly string[]): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  for (const path of paths) {
    const isFolder = path !== "-" && (await kindOf(path)).isDirectory();
    if (!isFolder) files.push({ path, isNamed: true, unknown: false });
    else
      for (const name of await namesIn(path)) {
        const own = join(path, name);
        files.push({ path: own, isNamed: false, unknown: !DOCUMENT.test(own) });
      }
  }
  return files;
}

async function kindOf(path: string) {
  try {
    return await stat(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file or folder" : message;
    throw new Error(`${path} cannot be read: ${why}`, { cause });
  }
}

/** The files of a folder and its subfolders, as paths in it. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort((a, b) => (a < b ? -1 : 1));
}
