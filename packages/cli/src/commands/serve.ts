import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "@commander-js/extra-typings";
import { alignCorpus } from "../corpus.ts";
import { wholeNumber } from "../exit.ts";
import { DATA, withMemory } from "../files.ts";

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
    const { serve } = await import("@sextant/server");
    await withMemory(data, async (memory) => {
      const damage = await memory.guard();
      if (damage !== undefined) console.error(damage);
      else if (corpus) await alignCorpus(corpus, memory, (line) => console.error(line));
      const webRoot = builtPages();
      if (!webRoot)
        console.error(
          "The pages are not built, so only the API is served; pnpm --filter @sextant/web build makes them.",
        );
      const server = await serve({
        memory,
        host,
        port,
        ...(webRoot && { webRoot }),
        onError: (error) => console.error(error),
      });
      console.log(`Sextant is at ${server.address}/`);
      await new Promise<void>((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
      });
      await server.close();
    });
  });

function builtPages(): string | undefined {
  const root = join(dirname(fileURLToPath(import.meta.resolve("@sextant/web/package.json"))), "dist");
  return existsSync(join(root, "index.html")) ? root : undefined;
}
