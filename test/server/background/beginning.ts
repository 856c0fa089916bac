/** A process that begins a thread in the background, has it compute without end, and says the id of its process. */
import { BackgroundThread } from "../../../packages/server/src/background/background-thread.ts";

const thread = new BackgroundThread({ file: new URL("echoing.ts", import.meta.url), data: "", memoryMB: 64 });
thread.once("message", () => console.log(thread.pid));
thread.postMessage("compute");
