import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setting } from "../../config.ts";

/** The longest time that LibreOffice may take for one file. It starts in a few seconds. */
const MAX_SECONDS = 120;

/** Settings of the profile: no macros, and nothing is fetched for an untrusted file. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">${["DisableMacrosExecution", "BlockUntrustedRefererLinks"]
  .map(
    (name) =>
      `<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="${name}" oor:op="fuse"><value>true</value></prop></item>`,
  )
  .join("")}</oor:items>`;

/** Why a file was not converted. */
export type NotConverted = "not installed" | "failed";

/**
 * Converts a file of another office format to DOCX with LibreOffice, if it is installed (`soffice` in the path, or the
 * program that `SEXTANT_SOFFICE` names). LibreOffice runs with a temporary profile in which macros are off and nothing
 * is fetched.
 *
 * @param extension the usual extension of the format, without a dot
 */
export async function convertedToDocx(bytes: Uint8Array, extension: string): Promise<Uint8Array | NotConverted> {
  const folder = await mkdtemp(join(tmpdir(), "sextant-office-"));
  try {
    const input = join(folder, `document.${extension}`);
    await writeFile(input, bytes);
    await mkdir(join(folder, "profile", "user"), { recursive: true });
    await writeFile(join(folder, "profile", "user", "registrymodifications.xcu"), SETTINGS);
    const ended = await run(setting("SEXTANT_SOFFICE"), [
      "--headless",
      "--norestore",
      "--nolockcheck",
      `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`,
      "--convert-to",
      "docx:MS Word 2007 XML",
      "--outdir",
      join(folder, "out"),
      input,
    ]);
    if (!ended) return "not installed";
    return await readFile(join(folder, "out", "document.docx")).catch((): NotConverted => "failed");
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs a program and its children until they end or their time is up; false if there is no such program. */
function run(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    // A process group of its own, because soffice is a script that starts the actual program.
    const child = spawn(program, args, { stdio: "ignore", detached: process.platform !== "win32" });
    const timer = setTimeout(() => {
      if (child.pid === undefined) return;
      try {
        process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
      } catch {
        // The process has just ended.
      }
    }, MAX_SECONDS * 1000);
    child.on("error", () => {
      clearTimeout(timer);
      resolve(false);
    });
    child.on("close", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
