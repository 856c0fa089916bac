/** A thread that builds an index, or reads what was kept of it, see index-thread.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { beginBehind } from "../../standing-back.ts";
import type { BuildingTask } from "./index-thread.ts";

const task = workerData as BuildingTask;
// Before the rest is loaded, which takes its time, too.
if (task.standsBack) beginBehind();
const { builtParts } = await import("./built-parts.ts");
const onWarning = (warning: string): void => parentPort?.postMessage({ warning });
parentPort?.postMessage(await builtParts(task, onWarning));
