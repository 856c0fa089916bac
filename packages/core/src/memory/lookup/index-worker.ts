/** A thread that builds an index, see index-thread.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { Kysely } from "kysely";
import type { Tables } from "../database/schema.ts";
import { sqliteEngine } from "../database/sqlite/engine.ts";
import { builtIndex } from "./index-building.ts";
import { type BuildingTask, buffersOf } from "./index-thread.ts";

const { file, language } = workerData as BuildingTask;
const db = new Kysely<Tables>({ dialect: sqliteEngine(file).dialect });
const parts = (await builtIndex(db, language)).parts();
await db.destroy();
parentPort?.postMessage(parts, buffersOf(parts));
