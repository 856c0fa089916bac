import type { Block } from "../../document/document.ts";
import { printedNumber } from "../../document/numbers.ts";

/** The dots that lead from an entry of a table of contents to its page, and the page. */
const LEADER = /(?:\s?[.․…·]){4,}\s?(?:\p{N}{1,4}|[ivxlc]{1,7})?\s?$/u;
/** A sign that begins an item of a list. Some formats keep it with the list, others in the text. */
const BULLET = /^(?:[•‣◦▪■□●○]\s?|[*\p{Pd}]\s)(?=\p{L})/u;
/** The cell of a table with the number of its line; most cells that begin with figures hold figures. */
const NUMBERED_CELL = /^(?:\p{N}+[.．、）)]|[(（][^)）]{1,5}[)）])\s*\p{L}/u;

/**
 * A block as versions are compared. A number that one reader left in the text and another took off is no difference, and neither is
 * what one format sets before or behind the text: bullets, and leaders to a page.
 */
export function ownWords({ number, text: written, cell }: Block): { readonly number?: string; readonly text: string } {
  const text = written.replace(LEADER, "").replace(BULLET, "");
  if (text === "") return { ...(number !== undefined && { number }), text: written };
  if (number !== undefined) return { number, text };
  const found = printedNumber(text);
  const isNumber = found && found.length < text.length && (!cell || NUMBERED_CELL.test(text));
  return isNumber ? { number: found.number, text: text.slice(found.length) } : { text };
}
