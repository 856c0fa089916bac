/** What a hash begins with. */
export const EMPTY_HASH = 0x811c9dc5;

/** FNV-1a, a number of 32 bits at a time; the hash is a signed integer of 32 bits. */
export const hashed = (hash: number, number: number): number => Math.imul(hash ^ number, 0x01000193);
