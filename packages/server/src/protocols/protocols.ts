import type { Access } from "../access/known.ts";
import { part } from "../environment.ts";
import type { MemorySource } from "../source.ts";
import { amagama } from "./amagama.ts";
import { mymemory } from "./mymemory.ts";
import type { ProtocolOptions } from "./options.ts";
import { pensieve } from "./pensieve.ts";
import { weblate } from "./weblate.ts";

/** What other tools ask: amaGama and tmserver, MyMemory, Weblate, Pensieve. Their quirks are the contract. */
export function protocolAnswers(source: MemorySource, access: Access, options: ProtocolOptions = {}) {
  return part()
    .route("/", amagama(source, options))
    .route("/", mymemory(source, access))
    .route("/", weblate())
    .route("/", pensieve());
}
