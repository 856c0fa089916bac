import type { DocumentSet } from "../api/client.ts";

/** The longest beginning of a name that becomes an id, in UTF-16 code units. */
const MAX_ID = 80;

/** An id that no document set has, made of a symbol or a title: `A/RES/67/189` gives `A-RES-67-189`, then `A-RES-67-189-2`. */
export function freeId(name: string, sets: readonly Pick<DocumentSet, "id">[]): string {
  const taken = new Set(sets.map(({ id }) => id));
  const plain = name.normalize("NFC").replace(/[^\p{L}\p{N}._()-]+/gu, "-");
  const first = plain.slice(0, MAX_ID).replace(/^-+|-+$/g, "") || "document";
  for (let number = 1; ; number++) {
    const id = number === 1 ? first : `${first}-${number}`;
    if (!taken.has(id)) return id;
  }
}
