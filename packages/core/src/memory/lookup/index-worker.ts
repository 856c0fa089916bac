/** A thread that builds an index, or reads what was kept of it, see index-thread.ts. */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { standBack } from "../../standing-back.ts";
import type { BuildingTask } from "./index-thread.ts";

const task = workerData as BuildingTask;
// Before the rest is loaded, which takes its time, too; as a rule it was compiled for another.
if (task.standsBack) standBack();
enableCompileCache();
const { builtParts } = await import("./built-parts.ts");
const onWarning = (warning: string): void => parentPort?.postMessage({ warning });
parentPort?.postMessage(await builtParts(task, onWarning));
