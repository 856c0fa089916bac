/** A thread that answers what a memory is asked, see memory-thread.ts. */
import { parentPort, workerData } from "node:worker_threads";
import type { BuiltParts } from "../lookup/index-thread.ts";
import { Memory } from "../memory.ts";
import { askOf } from "./calls.ts";
import type { Asked, OpenedBy, ToThread } from "./memory-thread.ts";
import { type PackedError, packedError, unpackedError } from "./thread-error.ts";

const { location, options, sharesIndexes } = workerData as OpenedBy;
const port = parentPort as NonNullable<typeof parentPort>;

/** Indexes that were asked for, by number. */
const wanted = new Map<number, PromiseWithResolvers<BuiltParts>>();
let last = 0;

function indexFromParent(language: string, edition: number): Promise<BuiltParts> {
  const waiting = Promise.withResolvers<BuiltParts>();
  wanted.set(++last, waiting);
  port.postMessage({ wants: last, language, edition });
  return waiting.promise;
}

function gotIndex(wants: number, given: { readonly built: BuiltParts } | { readonly error: PackedError }): void {
  const waiting = wanted.get(wants);
  wanted.delete(wants);
  if ("built" in given) waiting?.resolve(given.built);
  else waiting?.reject(unpackedError(given.error));
}

const opening = Memory.open(location, {
  ...options,
  onWarning: (warning) => port.postMessage({ warning }),
  ...(sharesIndexes && { indexes: indexFromParent }),
});
opening.then(
  () => port.postMessage({ isOpen: true }),
  (error: unknown) => port.postMessage({ refused: packedError(error) }),
);

async function answer({ id, method, args, tellsState }: Asked): Promise<void> {
  let memory: Memory | undefined;
  try {
    memory = await opening;
    // Before it is answered: who knows the answer by the state never takes it for a later one.
    const state = tellsState ? await memory.state() : undefined;
    port.postMessage({ id, value: await askOf(memory)(method, args), state });
  } catch (error) {
    port.postMessage({ id, error: packedError(memory ? memory.told(error) : error) });
  }
}

port.on("message", (message: ToThread) => {
  if ("method" in message) void answer(message);
  else if ("wants" in message) gotIndex(message.wants, message.given);
  else
    void opening
      .then((memory) => memory.close())
      .catch(() => {})
      .then(() => port.close());
});
