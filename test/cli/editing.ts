/** Edits one unit of a memory again and again, and says after each edit that it was made, until it is killed. */
import { Memory } from "@sextant/core";

const [location = "", from = "0"] = process.argv.slice(2);
const memory = await Memory.open(location);
process.stdout.write("open\n");
for (let n = Number(from) + 1; ; n++) {
  const [row] = await memory.rows("big", { from: 3, limit: 1 });
  const unit = row?.units[0] as number;
  await memory.corrections.make("big", { action: "edit", position: 3, unit, language: "fr", text: `Texte ${n}.` });
  process.stdout.write(`${n}\n`);
}
