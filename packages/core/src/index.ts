/**
 * Sextant's library: documents in several languages, read, aligned and kept in a translation memory. Everything is here; who
 * needs one room alone imports `@sextant/core/document`, `/align`, `/memory`, `/compare`, `/exchange` or `/language`, and loads no other.
 *
 * @example
 * ```ts
 * const documents = await Promise.all(files.map((file) => readDocument(file)));
 * await using memory = await Memory.open("memory.sqlite");
 * await memory.save("udhr", documents, await alignDocuments(documents));
 * const [best] = await memory.lookup(text, { from: "fr", to: "en" });
 * ```
 * @module
 */
export * from "./align/index.ts";
export * from "./compare/index.ts";
export * from "./document/index.ts";
export * from "./exchange/index.ts";
export * from "./language/index.ts";
export * from "./memory/index.ts";
