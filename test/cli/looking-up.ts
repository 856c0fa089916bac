/** Looks a text up in a memory, which builds and keeps the index, and says what it found. */
import { Memory } from "@sextant/core";

const [location = "", text = ""] = process.argv.slice(2);
const memory = await Memory.open(location);
process.stdout.write("open\n");
const [match] = await memory.lookup(text, { from: "en", to: "fr" });
process.stdout.write(match?.target ?? "nothing");
await memory.close();
