/** A thread that makes keys of texts, see key-thread.ts. */
import { parentPort } from "node:worker_threads";
import { keyRows } from "./key-rows.ts";
import type { KeyTask } from "./key-thread.ts";
import { TypeOrder } from "./keys.ts";

const orders = new Map<string, TypeOrder>();

parentPort?.on("message", ({ texts, order: { id, frequent } }: KeyTask) => {
  let order = orders.get(id);
  if (!order) {
    order = new TypeOrder(texts.language, frequent ?? []);
    orders.set(id, order);
  }
  const { bytes } = keyRows(texts, order);
  // A small buffer is a part of Node's pool, which cannot be moved.
  const isWhole = bytes.byteLength === bytes.buffer.byteLength;
  parentPort?.postMessage(bytes, isWhole ? [bytes.buffer as ArrayBuffer] : []);
});
