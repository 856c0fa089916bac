import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "@commander-js/extra-typings";
import { listSetting, numberSetting, setting, unknownSettings } from "@sextant/core/config";
import type { ServingCalls } from "@sextant/core/memory";
import { alignCorpus } from "../corpus.ts";
import { wholeNumber } from "../exit.ts";
import { DATA, locationOf, withMemory } from "../files.ts";

/** `sextant serve`: serves the pages and the API. */
export const serveCommand = new Command("serve")
  .option(
    "--corpus <folder>",
    "align the document sets of this folder into the memory first, where they are not there yet",
  )
  .option("--data <folder>", "where the memory is", DATA)
  .option("--host <name>", "where to listen", "127.0.0.1")
  .option("-p, --port <number>", "0 takes any free port", wholeNumber("--port", 0, 65535), 8100)
  .action(async ({ corpus, data, host, port }) => {
    for (const name of unknownSettings()) console.error(`sextant: ${name} is no setting; docs/settings.md lists them`);
    const [{ accessOfSettings, serve, serverLog }, { ThreadedMemory }] = await Promise.all([
      import("@sextant/server"),
      import("@sextant/core/memory"),
    ]);
    const damage = await withMemory(data, async (memory) => {
      const found = await memory.maintenance.guard();
      if (found === undefined && corpus) await alignCorpus(corpus, memory, (line) => console.error(line));
      return found;
    });
    if (damage !== undefined) console.error(damage);
    const readers = numberSetting("SEXTANT_READERS");
    await using memory = await ThreadedMemory.open(locationOf(data), {
      ...(readers !== undefined && { readers }),
      replica: setting("SEXTANT_READ_DATABASE_URL"),
      maxWaiting: numberSetting("SEXTANT_WAITING") as number,
      maxSeconds: numberSetting("SEXTANT_REQUEST_SECONDS") as number,
      onWarning: (message) => console.error(`sextant: ${message}`),
    });
    if (damage !== undefined) await memory.writing().maintenance.guard();
    const webRoot = builtPages();
    if (!webRoot)
      console.error(
        "The pages are not built, so only the API is served; npx --yes pnpm@12 --filter @sextant/web build makes them.",
      );
    const access = accessOfSettings(memory.serving);
    if (access.mode === "tokens" && !access.signingIn?.provider && !(await isAnybodyKnown(memory.serving)))
      throw new Error(
        "nobody has an account or a token, and so nobody could ask anything: sextant account add ada --role admin makes one",
      );
    const server = await serve({
      memory,
      access,
      host,
      port,
      ...(webRoot && { webRoot }),
      ...serverSettings(),
      log: serverLog(setting("SEXTANT_LOG") as string),
    });
    console.log(`Sextant is at ${server.address}/`);
    await new Promise<void>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
    });
    await server.close();
  });

async function isAnybodyKnown({ accounts, tokens }: Pick<ServingCalls, "accounts" | "tokens">): Promise<boolean> {
  const people = (await accounts()).filter(({ name }) => name !== "");
  return people.length > 0 || (await tokens()).some(({ revoked }) => revoked === undefined);
}

/** What the settings say of a server. */
function serverSettings() {
  const [hosts, origins] = [listSetting("SEXTANT_HOSTS"), listSetting("SEXTANT_ORIGINS")];
  return {
    ...(hosts && { hosts }),
    ...(origins && { origins }),
    trustProxy: setting("SEXTANT_TRUST_PROXY") === "1",
    protocols: { jsonp: setting("SEXTANT_JSONP") === "1", publicCache: setting("SEXTANT_PUBLIC_CACHE") === "1" },
    jobs: numberSetting("SEXTANT_JOBS") as number,
  };
}

function builtPages(): string | undefined {
  const root = join(dirname(fileURLToPath(import.meta.resolve("@sextant/web/package.json"))), "dist");
  return existsSync(join(root, "index.html")) ? root : undefined;
}
