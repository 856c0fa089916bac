/** A thread that builds an index, or reads what was kept of it, see index-thread.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { Kysely } from "kysely";
import { standBack } from "../../standing-back.ts";
import type { Tables } from "../database/schema.ts";
import { sqliteEngine } from "../database/sqlite/engine.ts";
import { sharedParts } from "../similarity/fuzzy-parts.ts";
import { FuzzyIndexes } from "./fuzzy-indexes.ts";
import type { BuildingTask, BuiltParts } from "./index-thread.ts";

const { file, language, standsBack } = workerData as BuildingTask;
if (standsBack) standBack();
const engine = sqliteEngine(file);
const db = new Kysely<Tables>({ dialect: engine.dialect });
const indexes = new FuzzyIndexes(db, engine, { onWarning: (warning) => parentPort?.postMessage({ warning }) });
const { edition, index } = await indexes.known(language);
const parts = sharedParts((await index).parts());
await db.destroy();
parentPort?.postMessage({ edition, parts } satisfies BuiltParts);
