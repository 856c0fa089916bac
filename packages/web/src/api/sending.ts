import { answerOf, Refusal } from "./client.ts";

/** What is sent with a change, so that the server makes it once, however often it comes. */
interface OnceHeader {
  readonly "idempotency-key": string;
}

/** How long after a connection broke a change is sent again, in milliseconds, each time. */
const AGAIN_AFTER = [500, 1_500, 3_000];

/**
 * Sends a change, and again where the connection broke or the server was away for a moment. Whether the server made it before
 * its answer was lost does not matter: all have one key, and it answers as it did then.
 *
 * @param send sends it with the header that names it
 * @throws {Refusal} when the server refused it
 * @throws {TypeError} when the server was not reached, the last time either
 */
export async function sendOnce<T>(send: (header: OnceHeader) => Promise<Response>): Promise<T> {
  const header = { "idempotency-key": newKey() };
  for (const pause of AGAIN_AFTER)
    try {
      return await answerOf<T>(send(header));
    } catch (error) {
      if (!isAway(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  return await answerOf<T>(send(header));
}

/** Whether no answer came, or one of what stands before the server: of its own refusals each has a code. */
const isAway = (error: unknown): boolean =>
  !(error instanceof Refusal) || (error.status >= 502 && error.status <= 504 && error.code === undefined);

/** A key that nothing else has. `randomUUID` is not there where pages come without encryption. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
