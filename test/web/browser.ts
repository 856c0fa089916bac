import { chmod, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";
import workspace from "../../package.json" with { type: "json" };
import { WAIT_HANGS } from "../hangs.ts";

/** Of one version of the package, and complete where it is there at all. */
const UNPACKED = join(tmpdir(), `sextant-chromium-${workspace.devDependencies["@sparticuz/chromium"]}`);

/** A real, headless Chromium; it makes no connection of its own. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await playwright.launch({
    executablePath: await unpackedBrowser(),
    // Not the package's own flags: with its --single-process, closing a page ends the browser.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
    headless: true,
    timeout: WAIT_HANGS,
  });
  browser.on("context", (context) => context.setDefaultTimeout(WAIT_HANGS));
  return browser;
}

/**
 * The path of Chromium, unpacked where this has not been done yet: whole or not at all. The package itself unpacks a file
 * in its place, where another process takes it for whole, and starts it.
 *
 * @throws {Error} when there is no room for its 220 MB in the folder for temporary files
 */
export async function unpackedBrowser(): Promise<string> {
  const executable = join(UNPACKED, "chromium");
  if (await exists(executable)) return executable;
  const folder = await mkdtemp(`${UNPACKED}-`);
  try {
    await unpackInto(folder);
    await chmod(folder, 0o755);
    await chmod(join(folder, "chromium"), 0o755);
    // Of two processes that unpack it at one time, the second finds the place taken.
    await rename(folder, UNPACKED).catch(async (error) => {
      if (!(await exists(executable))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return executable;
}

/** The package unpacks into the folder for temporary files, as it is set then. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
