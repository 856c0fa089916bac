import { Command } from "@commander-js/extra-typings";
import { numberSetting } from "@sextant/core/config";
import { DATA, locationOf } from "../files.ts";

export const workCommand = new Command("work")
  .option("--data <folder>", "where the memory is", DATA)
  .addHelpText(
    "after",
    `
Takes the uploads that wait in the memory's queue, as servers do, and reads, aligns and imports them: on this machine, beside a
server or in its place. SEXTANT_JOBS says how many at one time. A job whose worker is lost is taken up again, once.`,
  )
  .action(async ({ data }) => {
    const [{ JobRunner }, { ThreadedMemory }] = await Promise.all([
      import("@sextant/server"),
      import("@sextant/core/memory"),
    ]);
    await using memory = await ThreadedMemory.open(locationOf(data), { readers: 1 });
    const runner = new JobRunner(memory.location, memory.serving, {
      workers: numberSetting("SEXTANT_JOBS") as number,
      memoryMB: 2 * (numberSetting("SEXTANT_READ_MEMORY_MB") as number),
      onError: (error) => console.error(`sextant: ${error.message}`),
    });
    console.error("Waiting for jobs");
    await new Promise<void>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, resolve);
    });
    await runner.stop();
  });
