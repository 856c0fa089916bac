/**
 * What the server exports, taken by real tools where they are installed: OmegaT translates a document with its TMX, Translate
 * Toolkit counts and checks its units. Outside the test suite, for they are no packages of npm.
 *
 *   apt-get install omegat translate-toolkit; pnpm acceptance
 */
import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { alignDocuments, Memory, readDocumentSet } from "@sextant/core";
import { ThreadedMemory } from "@sextant/core/memory";
import { knownAccess, serve } from "@sextant/server";
import { corpus } from "../setup.ts";

const OMEGAT = "/usr/share/omegat/OmegaT.jar";
const FRENCH = ["Tout individu a droit à une nationalité.", "Une phrase que personne ne connaît."];
const ENGLISH = "Everyone has the right to a nationality.";

const folder = await mkdtemp(join(tmpdir(), "sextant-acceptance-"));
const location = join(folder, "memory.sqlite");
let failures = 0;

try {
  const memory = await Memory.open(location);
  const set = await readDocumentSet(corpus("UDHR"));
  await memory.documentSets.save(set, alignDocuments(set.versions.map(({ document }) => document)));
  await memory.close();
  const threads = await ThreadedMemory.open(location);
  const { secret } = await threads.serving.addToken({ name: "acceptance", role: "reader" });
  const server = await serve({ memory: threads, port: 0, access: knownAccess("tokens", threads.serving) });
  const headers = { Authorization: `Bearer ${secret}` };
  const tmx = await (await fetch(`${server.address}/api/export?languages=fr,en`, { headers })).text();
  await check("OmegaT translates by the lines of docs/clients.md", existsSync(OMEGAT), () =>
    asDescribed({ SEXTANT: server.address, TOKEN: secret }),
  );
  await server.close();
  await threads.close();
  await check("OmegaT translates with the server's TMX", existsSync(OMEGAT), () => omegat(tmx));
  await check("Translate Toolkit counts and checks its units", isInstalled("pofilter"), () => toolkit(tmx));
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;

async function check(what: string, isThere: boolean, work: () => Promise<string>): Promise<void> {
  if (!isThere) {
    console.log(`not tried, for the tool is not installed: ${what}`);
    return;
  }
  try {
    console.log(`passed: ${what}: ${await work()}`);
  } catch (error) {
    failures++;
    console.log(`failed: ${what}: ${(error as Error).message}`);
  }
}

/** What docs/clients.md says, done to the letter. */
async function asDescribed(settings: Readonly<Record<string, string>>): Promise<string> {
  const page = await readFile(new URL("../../docs/clients.md", import.meta.url), "utf8");
  const [, lines] = /<!-- acceptance -->\n```sh\n(.*?)```/s.exec(page) ?? [];
  if (lines === undefined) throw new Error("the page has no such lines");
  // Not in the settings of who tries it.
  const java = `-Djava.awt.headless=true -Duser.home=${folder}`;
  const env = { ...process.env, ...settings, JAVA_TOOL_OPTIONS: java };
  const run = promisify(execFile)("bash", ["-e", "-c", lines], { cwd: folder, env });
  const said = (await run).stdout.trim().split("\n").at(-1);
  if (said !== ENGLISH) throw new Error(`it wrote “${said}” and not “${ENGLISH}”`);
  return ENGLISH;
}

/** A project of OmegaT, translated without a window; its exit code tells nothing. */
async function omegat(tmx: string): Promise<string> {
  const project = join(folder, "made");
  for (const part of ["source", "target", "tm/auto", "omegat", "glossary", "dictionary"])
    await mkdir(join(project, part), { recursive: true });
  await writeFile(join(project, "omegat.project"), projectFile());
  await writeFile(join(project, "source", "text.txt"), FRENCH.join("\n\n"));
  await writeFile(join(project, "tm/auto", "un.tmx"), tmx);
  const config = `--config-dir=${join(folder, "omegat")}`;
  const asked = ["-Djava.awt.headless=true", "-jar", OMEGAT, project, "--mode=console-translate", config, "--quiet"];
  execFileSync("java", asked, { stdio: "ignore" });
  const translated = await readFile(join(project, "target", "text.txt"), "utf8");
  const expected = [ENGLISH, FRENCH[1]].join("\n\n");
  if (translated.trim() !== expected) throw new Error(`it wrote “${translated}” and not “${expected}”`);
  return ENGLISH;
}

async function toolkit(tmx: string): Promise<string> {
  const [file, filtered] = [join(folder, "un.tmx"), join(folder, "filtered.tmx")];
  await writeFile(file, tmx);
  const script = `from translate.storage import factory; print(len(factory.getobject(${JSON.stringify(file)}).units))`;
  const count = Number(execFileSync("/usr/bin/python3", ["-c", script], { encoding: "utf8" }));
  const written = tmx.match(/<tu[ >]/g)?.length ?? 0;
  if (count !== written) throw new Error(`it reads ${count} of ${written} units`);
  execFileSync("pofilter", ["-t", "numbers", "--language=en", file, filtered], { stdio: "ignore" });
  const differing = existsSync(filtered) ? ((await readFile(filtered, "utf8")).match(/<tu[ >]/g)?.length ?? 0) : 0;
  return `${count} units, of which ${differing} have other numbers`;
}

function isInstalled(command: string): boolean {
  return (process.env.PATH ?? "").split(":").some((path) => existsSync(join(path, command)));
}

function projectFile(): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>FR</source_lang><target_lang>EN</target_lang>
<source_tok>org.omegat.tokenizer.LuceneFrenchTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</target_tok>
<sentence_seg>true</sentence_seg><support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>`;
}
