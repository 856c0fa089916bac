export const MAX_SET_ID = 200;
const SET_ID = /^[\p{L}\p{N}._()-]+$/u;
/** In an address these two are no names, but steps to another place. */
const STEPS: ReadonlySet<string> = new Set([".", ".."]);

/** What an id of a document set is, to be told who gave another. */
export const SET_ID_RULE = `letters, digits and . _ ( ) - only, ${MAX_SET_ID} at most, and not . or ..`;

/** Whether a document set may have an id, and can be asked for by it in an address. */
export const isSetId = (id: string): boolean => id.length <= MAX_SET_ID && SET_ID.test(id) && !STEPS.has(id);
