/** A thread that makes keys of texts, see key-thread.ts. */
import { enableCompileCache } from "node:module";
import { parentPort } from "node:worker_threads";
import type { KeyTask } from "./key-thread.ts";
import type { TypeOrder } from "./keys.ts";

// What it loads from here on was compiled for another as a rule.
enableCompileCache();
const [{ keyRows }, { TypeOrder: Order }] = await Promise.all([import("./key-rows.ts"), import("./keys.ts")]);
const orders = new Map<string, TypeOrder>();

parentPort?.on("message", ({ texts, order: { id, frequent } }: KeyTask) => {
  let order = orders.get(id);
  if (!order) {
    order = new Order(texts.language, frequent ?? []);
    orders.set(id, order);
  }
  const { bytes } = keyRows(texts, order);
  // A small buffer is a part of Node's pool, which cannot be moved.
  const isWhole = bytes.byteLength === bytes.buffer.byteLength;
  parentPort?.postMessage(bytes, isWhole ? [bytes.buffer as ArrayBuffer] : []);
});
