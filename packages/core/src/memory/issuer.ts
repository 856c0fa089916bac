import { parseSymbol } from "../document/symbols.ts";

/** The organ that a document's symbol names, and the organ's session; null where it names none. */
export function issuerOf(symbol: string): { readonly body: string | null; readonly session: number | null } {
  const { body = null, session = null } = parseSymbol(symbol) ?? {};
  return { body, session };
}
