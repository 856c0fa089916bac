import { mkdir } from "node:fs/promises";
import http from "node:http";
import { join } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { parseSymbol } from "@sextant/core/document";
import { OFFICIAL_LANGUAGES } from "@sextant/core/language";
import { DOCUMENT_SYSTEM, type Fetched, fetchVersion } from "../document-system.ts";
import { EXIT, UsageError, wholeNumber } from "../exit.ts";
import { writeOutput } from "../files.ts";
import { progressBar } from "../terminal.ts";

/** `sextant fetch`: gets official documents. */
export const fetchCommand = new Command("fetch")
  .argument("<symbol>", "such as A/RES/67/189")
  .option("-l, --languages <tags>", "languages, separated by commas", OFFICIAL_LANGUAGES.join(","))
  .option("--to <folder>", "where to put its folder", ".")
  .option("--base <address>", "address of the document system; nothing else is contacted", DOCUMENT_SYSTEM)
  .option("--pause <milliseconds>", "between two requests", wholeNumber("--pause", 0, 60_000), 1000)
  .option("--tries <number>", "of each request", wholeNumber("--tries", 1, 20), 4)
  .addHelpText(
    "after",
    "\nWhat is there already is not asked for again: a fetch that was broken off goes on where it was.\nThe folder can be given to sextant serve --corpus with the folder around it.\nHTTPS_PROXY, HTTP_PROXY and NO_PROXY are heeded; NODE_EXTRA_CA_CERTS names a file of further certificate authorities.",
  )
  .action(async (given, { languages, to, base, pause, tries }) => {
    const parsed = parseSymbol(given);
    if (!parsed) throw new UsageError(`“${given}” is not a document symbol; one looks like A/RES/67/189`);
    throughProxy();
    if (!URL.canParse(base) || !/^https?:/.test(base))
      throw new UsageError(`--base takes an http address, not “${base}”`);
    const folder = join(to, parsed.symbol.replaceAll("/", "-"));
    await mkdir(folder, { recursive: true });
    const wanted = languages
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean);
    const bar = progressBar(`Getting ${parsed.symbol}`);
    const got: Fetched[] = [];
    const problems: string[] = [];
    for (const [at, language] of wanted.entries()) {
      try {
        got.push(await fetchVersion(parsed.symbol, language, folder, { base, pause, tries }));
      } catch (error) {
        problems.push((error as Error).message);
      }
      bar.update(at + 1, wanted.length);
    }
    bar.stop();
    if (got.length > 0) await writeOutput(join(folder, "manifest.json"), [manifest(parsed.symbol, got, base)]);
    for (const { language, file, state } of got) console.log(`${language}  ${join(folder, file)}  ${state}`);
    for (const problem of problems) console.error(`sextant: ${problem}`);
    if (problems.length > 0) process.exitCode = EXIT.failure;
  });

/** Has what is fetched go through the proxy that HTTPS_PROXY or HTTP_PROXY names, but for the hosts of NO_PROXY. */
function throughProxy(): void {
  const { HTTPS_PROXY, https_proxy, HTTP_PROXY, http_proxy } = process.env;
  if (!(HTTPS_PROXY || https_proxy || HTTP_PROXY || http_proxy)) return;
  if (typeof http.setGlobalProxyFromEnv === "function") http.setGlobalProxyFromEnv();
  else if (process.env.NODE_USE_ENV_PROXY !== "1")
    console.error("sextant: this version of Node heeds HTTPS_PROXY only where NODE_USE_ENV_PROXY is 1");
}

function manifest(symbol: string, got: readonly Fetched[], base: string): string {
  const versions = Object.fromEntries(got.map(({ language, file }) => [language, { file, official: true }]));
  return `${JSON.stringify({ symbol, source: `The official versions, from ${new URL(base).host}.`, versions }, null, 2)}\n`;
}
