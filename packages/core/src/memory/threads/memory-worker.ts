/** A thread that answers what a memory is asked, see memory-thread.ts. */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { OpenedBy } from "./memory-thread.ts";

// The cache of who begins a thread is not the thread's: without one of its own it compiles all of the memory anew.
enableCompileCache();
const { answerQuestions } = await import("./answering.ts");
answerQuestions(parentPort as NonNullable<typeof parentPort>, workerData as OpenedBy);
