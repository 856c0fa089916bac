import { execFile } from "node:child_process";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { writeTmx } from "@sextant/core";
import type { Answer } from "./peers.ts";

/** Where Debian's package puts it: `apt-get install omegat`. */
const JAR = "/usr/share/omegat/OmegaT.jar";

/** Whether OmegaT is installed. */
export const hasOmegat = existsSync(JAR);

/**
 * Asks OmegaT's own matcher for the best matches of each query, by a script in its console mode. The texts are the
 * memory of a project, loaded before the first query; a few first queries are not counted.
 *
 * @param limit matches for each query
 * @param folder an empty one for the project
 */
export async function askOmegat(
  texts: readonly string[],
  queries: readonly string[],
  limit: number,
  folder: string,
): Promise<Answer[]> {
  for (const name of ["source", "target", "tm", "glossary", "dictionary", "omegat", "scripts", "config"])
    await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, "omegat.project"), PROJECT);
  await writeFile(join(folder, "source/text.txt"), "Nothing.\n");
  const units = texts.map((text, position) => ({
    ...{ id: position, documentSet: "bench", memory: "main", symbol: "bench", position, paragraph: position },
    ...{ role: "text" as const, confidence: 1, origin: "corrected" as const, status: "automatic" as const },
    variants: { en: text, fr: String(position) },
  }));
  const tmx = Readable.from(writeTmx(Readable.from(units), { languages: ["en", "fr"] }));
  await pipeline(tmx, createWriteStream(join(folder, "tm/texts.tmx")));
  await writeFile(join(folder, "queries.txt"), queries.map((query) => `${query}\n`).join(""));
  const script = join(folder, "scripts/ask.groovy");
  await writeFile(script, SCRIPT(folder, limit));
  const options = [
    "--mode=console-translate",
    `--config-dir=${join(folder, "config")}`,
    "--quiet",
    `--script=${script}`,
  ];
  await promisify(execFile)("java", ["-Djava.awt.headless=true", "-Xmx4g", "-jar", JAR, folder, ...options], {
    maxBuffer: 1 << 26,
  });
  const answers = await readFile(join(folder, "answers.txt"), "utf8");
  return answers
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [time, ...found] = line.split(" ").map(Number) as [number, ...number[]];
      return { time: time / 1e6, texts: found };
    });
}

const PROJECT = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>en</source_lang><target_lang>fr</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
`;

const SCRIPT = (folder: string, limit: number): string => `
import org.omegat.core.Core
import org.omegat.core.events.IStopped
import org.omegat.core.statistics.FindMatches
if (eventType.toString() == "LOAD") {
  def finder = new FindMatches(Core.project.sourceTokenizer, ${limit}, false, true)
  def never = { false } as IStopped
  def queries = new File("${folder}/queries.txt").readLines("UTF-8")
  queries.take(3).each { finder.search(Core.project, it, true, false, never) }
  new File("${folder}/answers.txt").withWriter { out ->
    queries.each { query ->
      def begun = System.nanoTime()
      def found = finder.search(Core.project, query, true, false, never)
      out.println(([System.nanoTime() - begun] + found*.translation).join(" "))
    }
  }
}
`;
