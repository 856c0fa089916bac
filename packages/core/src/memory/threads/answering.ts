import type { MessagePort } from "node:worker_threads";
import type { BuiltParts } from "../lookup/index-thread.ts";
import { Memory } from "../memory.ts";
import { askOf } from "./calls.ts";
import type { Asked, OpenedBy, ToThread } from "./memory-thread.ts";
import { type PackedError, packedError, unpackedError } from "./thread-error.ts";

/** Opens a memory, says so or why not, and answers what it is asked, until it is told to end: the other end of `MemoryThread`. */
export function answerQuestions(port: MessagePort, { location, options, sharesIndexes }: OpenedBy): void {
  const wanted = new WantedIndexes(port);
  const opening = Memory.open(location, {
    ...options,
    onWarning: (warning) => port.postMessage({ warning }),
    ...(sharesIndexes && { indexes: (language, edition) => wanted.ask(language, edition) }),
  });
  opening.then(
    () => port.postMessage({ isOpen: true }),
    (error: unknown) => port.postMessage({ refused: packedError(error) }),
  );
  port.on("message", (message: ToThread) => {
    if ("method" in message) void answer(port, opening, message);
    else if ("wants" in message) wanted.got(message.wants, message.given);
    else
      void opening
        .then((memory) => memory.close())
        .catch(() => {})
        .then(() => port.close());
  });
}

async function answer(
  port: MessagePort,
  opening: Promise<Memory>,
  { id, method, args, tellsState }: Asked,
): Promise<void> {
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

/** Indexes that the parent was asked for, by number. */
class WantedIndexes {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, PromiseWithResolvers<BuiltParts>>();
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  ask(language: string, edition: number): Promise<BuiltParts> {
    const waiting = Promise.withResolvers<BuiltParts>();
    this.#waiting.set(++this.#last, waiting);
    this.#port.postMessage({ wants: this.#last, language, edition });
    return waiting.promise;
  }

  got(wants: number, given: { readonly built: BuiltParts } | { readonly error: PackedError }): void {
    const waiting = this.#waiting.get(wants);
    this.#waiting.delete(wants);
    if ("built" in given) waiting?.resolve(given.built);
    else waiting?.reject(unpackedError(given.error));
  }
}
