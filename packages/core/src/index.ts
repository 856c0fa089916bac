/**
 * Sextant's library: documents in several languages, read, aligned and kept in a translation memory. This module has
 * all exports. `@sextant/core/document`, `/align`, `/memory`, `/compare`, `/exchange` and `/language` each load one room
 * only.
 *
 * @example
 * ```ts
 * import { alignDocuments, Memory, readDocument } from "@sextant/core";
 *
 * const documents = await Promise.all(["fr.txt", "en.txt"].map((file) => readDocument(file)));
 * await using memory = await Memory.open("memory.sqlite");
 * await memory.save("udhr", documents, await alignDocuments(documents));
 * const text = "Toute personne a droit à l'éducation.";
 * const [best] = await memory.lookup(text, { from: "fr", to: "en" });
 * best?.target; // => "Everyone has the right to education."
 * ```
 * @module
 */
export * from "./align/index.ts";
export * from "./compare/index.ts";
export * from "./document/index.ts";
export * from "./exchange/index.ts";
export * from "./language/index.ts";
export * from "./memory/index.ts";
