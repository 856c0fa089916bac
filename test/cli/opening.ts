/** Says that it begins, opens a memory, puts a unit into it, and says that it is there. */
import { Memory } from "@sextant/core";
import { about, units } from "./busy.ts";

const [location = "", id = ""] = process.argv.slice(2);
process.stdout.write("begun\n");
const memory = await Memory.open(location);
await memory.importUnits(
  about(id),
  units(1, () => `By process ${id}`),
);
await memory.close();
process.stdout.write("done\n");
