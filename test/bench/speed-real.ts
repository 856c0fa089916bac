/**
 * How long `sextant align` takes for real texts, as a user waits for it: whole processes, their start included, each run several times in
 * turn with the others. Texts aligned by hand (see development-texts.ts), the bundled documents, with one thread and with as many as there are
 * processors, and LibreOffice's help where its folder is given.
 *
 *   pnpm bench:speed-real [runs, 5 if left out] [folder of LibreOffice's help]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { type Cell, writeMeasurement } from "../docs/measurement.ts";
import { corpus } from "../setup.ts";
import { developmentSets } from "./development-texts.ts";
import { helpText } from "./help-text.ts";

const [runs = "5", help] = process.argv.slice(2);
const MAIN = join(import.meta.dirname, "../../packages/cli/src/main.ts");
/** Sets of development texts that are timed: each text, or all in one call. */
const SETS = ["text-berg-dev", "mac-dev, together", "ar-en-dev, law"];
/** Paragraphs of the help that are a text. */
const HELP_SIZES = [1000, 10_000];

/** Has a process say what it has taken when it ends. */
const SAYING = `data:text/javascript,${encodeURIComponent(
  'process.once("exit", () => process.stderr.write("\\n" + JSON.stringify(process.resourceUsage())))',
)}`;

interface Task {
  readonly name: string;
  readonly args: readonly string[];
  /** The most threads that align; texts of two languages are one pair, and are aligned on one. */
  readonly threads: number;
}

const folder = mkdtempSync(join(tmpdir(), "sextant-bench-"));
try {
  const tasks = [...handAligned(), ...bundled(), ...(help ? await ofHelp(help) : [])];
  const times = tasks.map((): Run[] => []);
  // In turn, so that a slow minute of the machine is one of all of them.
  for (let round = 0; round < Number(runs); round++)
    for (const [at, task] of tasks.entries()) times[at]?.push(run(task));
  const rows = tasks.map(({ name, threads }, at): Cell[] => {
    const of = (figure: keyof Run): number[] => (times[at] as Run[]).map((run) => run[figure]).sort((a, b) => a - b);
    const [wall, processor, megabytes] = [of("seconds"), of("processor"), of("megabytes")];
    const middle = (list: readonly number[]): number => list[list.length >> 1] as number;
    const ends = [wall[0] as number, wall.at(-1) as number] as const;
    return [name, threads, middle(wall), ends, middle(processor), middle(megabytes)];
  });
  for (const row of rows) console.log(row.join("\t"));
  const columns = [
    { label: "text" },
    { label: "threads" },
    { label: "seconds, median", decimals: 2 },
    { label: "least–greatest", decimals: 2 },
    { label: "processor time, s", decimals: 2 },
    { label: "memory at most, MB", decimals: 0 },
  ];
  writeMeasurement("speed-real", "pnpm bench:speed-real", columns, rows, help ? [runs, "…"] : [runs]);
} finally {
  rmSync(folder, { recursive: true });
}

interface Run {
  readonly seconds: number;
  readonly processor: number;
  readonly megabytes: number;
}

/** Runs it once, from a compile cache that the first round fills. */
function run({ name, args, threads }: Task): Run {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--import", SAYING, MAIN, "align", ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, "cache"), SEXTANT_ALIGNERS: String(threads) },
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(
    stderr.slice(stderr.lastIndexOf("\n")),
  ) as NodeJS.ResourceUsage;
  return { seconds, processor: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
}

/** Files of one unit a line, as they are given. */
function unitFiles(name: string, source: readonly string[], target: readonly string[]): string[] {
  return [source, target].map((units, side) => {
    const file = join(folder, `${name}-${side}.txt`);
    writeFileSync(file, units.map((unit) => `${unit}\n`).join(""));
    return file;
  });
}

function handAligned(): Task[] {
  const sets = developmentSets().filter(({ name }) => SETS.includes(name));
  return sets.map(({ name, from, to, texts }): Task => {
    const files = texts.flatMap((text, at) => unitFiles(`${name}-${at}`, text.source, text.target));
    const count = (side: "source" | "target"): number => texts.reduce((sum, text) => sum + text[side].length, 0);
    const of = texts.length > 1 ? `${texts.length} texts, ` : "";
    return {
      name: `${name}, ${from}–${to}, ${of}${units(count("source"), count("target"))}`,
      args: [
        "--units",
        ...files,
        "--from",
        from,
        "--to",
        to,
        ...["--beads", ...texts.map((_, at) => join(folder, `${at}.beads`))],
      ],
      threads: 1,
    };
  });
}

function bundled(): Task[] {
  const files = (set: string, languages: readonly string[]): string[] =>
    languages.map((language) => join(corpus(set), `${language}.txt`));
  const tmx = ["--tmx", join(folder, "out.tmx")];
  const six = ["fr", "en", "es", "ru", "zh", "ar"];
  return [
    { name: "the Declaration, fr–en", args: [...files("UDHR", ["fr", "en"]), ...tmx], threads: 1 },
    ...[1, availableParallelism()].flatMap((threads) => [
      { name: "the Declaration, six languages", args: [...files("UDHR", six), ...tmx], threads },
      { name: "resolution 67/189, six languages", args: [...files("A-RES-67-189", six), ...tmx], threads },
    ]),
  ];
}

async function ofHelp(root: string): Promise<Task[]> {
  const pages = await helpText(root, ["fr", "en"]);
  const paragraphs = pages.flatMap((page) => [...page.paragraphs.values()]);
  return HELP_SIZES.map((size) => {
    const text = paragraphs.slice(0, size);
    const [source, target] = ["fr", "en"].map((language) => text.map((own) => own[language] as string));
    const files = unitFiles(`help-${size}`, source as string[], target as string[]);
    return {
      name: `LibreOffice's help, fr–en, ${units(text.length, text.length)}`,
      args: ["--units", ...files, "--from", "fr", "--to", "en", "--beads", join(folder, "help.beads")],
      threads: 1,
    };
  });
}

function units(source: number, target: number): string {
  return `${source.toLocaleString("en")} : ${target.toLocaleString("en")} units`;
}
