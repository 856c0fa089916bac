import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { generator } from "../generator.ts";
import { type Command, run } from "./started.ts";

/** What is asked of a memory that was made to be measured, as paths. */
export interface Questions {
  readonly lookups: readonly string[];
  /** With marks. */
  readonly searches: readonly string[];
  /** A batch of 500 texts, as `/api/lookup` takes it. */
  readonly batch: string;
  /** Two files of units that none of the questions is about: each time that one takes the place of the other, all is written anew. */
  readonly more: readonly [string, string];
}

const TEXTS = 600;
const BATCH = 500;
const MORE_UNITS = 20_000;

/** Makes a memory of UN-like units. The questions are texts of it, every other one changed. */
export async function memoryOf(command: Command, folder: string, units: number): Promise<Questions> {
  const [english, french] = [await generator("en", 1), await generator("fr", 2)];
  const texts: string[] = [];
  function* lines(count: number): Generator<string> {
    yield "en\tfr\n";
    for (let at = 0; at < count; at++) {
      const en = english.text();
      if (texts.length < TEXTS && at % Math.ceil(units / TEXTS) === 0)
        texts.push(at % 2 === 0 ? en : english.changed(en));
      yield `${en.replace(/\s/g, " ")}\t${french.text().replace(/\s/g, " ")}\n`;
    }
  }
  const tsv = async (name: string, count: number): Promise<string> => {
    const file = join(folder, name);
    await pipeline(Readable.from(lines(count)), createWriteStream(file));
    return file;
  };
  await run(command, ["import", await tsv("bench.tsv", units)]);
  return {
    lookups: texts.map((text) => `/api/lookup?source=en&target=fr&text=${encodeURIComponent(text)}`),
    searches: texts
      .map((text) => text.split(" ").slice(2, 4).join(" "))
      .filter((phrase) => phrase !== "")
      .map((phrase) => `/api/search?language=en&mark=fr&limit=50&after=0&q=${encodeURIComponent(phrase)}`),
    batch: JSON.stringify({ texts: texts.slice(0, BATCH), source: "en", target: "fr" }),
    more: [await tsv("more.tsv", MORE_UNITS), await tsv("other.tsv", MORE_UNITS)],
  };
}
