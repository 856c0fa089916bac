import type { Messages } from "../messages/messages.ts";

type Reasons = Messages["memories"]["reason"];

/** The key of the message for a reason of a problem in a file: `no text` gives `no-text`. */
export function reasonOf(reason: string, known: Reasons): keyof Reasons {
  const key = reason.toLowerCase().replaceAll(" ", "-");
  return Object.hasOwn(known, key) ? (key as keyof Reasons) : "other";
}
