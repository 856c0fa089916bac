/** A thread that builds an index, see building-thread.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { Kysely } from "kysely";
import type { Tables } from "../schema.ts";
import { sqliteEngine } from "../sqlite/engine.ts";
import { builtIndex } from "./building.ts";
import { type BuildingTask, buffersOf } from "./building-thread.ts";

const { file, language } = workerData as BuildingTask;
const db = new Kysely<Tables>({ dialect: sqliteEngine(file).dialect });
const parts = (await builtIndex(db, language)).parts();
await db.destroy();
parentPort?.postMessage(parts, buffersOf(parts));
