import { languageCode, noTextIn } from "@sextant/core/language";
import { MAIN_MEMORY } from "@sextant/core/memory";
import type { Context } from "hono";
import { expectNotRemoved, need } from "../access/guard.ts";
import { type Identity, isAtLeast, roleIn } from "../access/identity.ts";
import type { Environment } from "../environment.ts";
import type { MemorySource } from "../source.ts";
import { WrongRequest } from "../wrong-request.ts";

const MAX_TEXT = 5000;

/**
 * Keeps what a tool sends as translated, in a document set of its own that grows: in the first memory that who asks may add to.
 *
 * @throws {WrongRequest} 403 for who may not, 400 for a text that is too long or holds what is no text, 409 where that memory was removed
 */
export async function added(
  source: MemorySource,
  c: Context<Environment>,
  [from, to]: readonly [string, string],
  units: readonly { readonly source: string; readonly target: string }[],
): Promise<string> {
  const memory = memoryFor(c.get("identity"));
  need(c, "translator", memory);
  await expectNotRemoved(c, memory);
  const keys = [keyOf(from), keyOf(to)] as const;
  if (keys[0] === keys[1]) throw new WrongRequest(400, "a unit has two languages");
  if (units.some((unit) => Math.max(unit.source.length, unit.target.length) > MAX_TEXT))
    throw new WrongRequest(400, `a text has at most ${MAX_TEXT} characters`);
  const wrong = units.map((unit) => noTextIn(unit.source) ?? noTextIn(unit.target)).find((own) => own !== undefined);
  if (wrong !== undefined) throw new WrongRequest(400, `a text holds ${wrong}, which is no character of one`);
  const id = memory === MAIN_MEMORY ? "added" : `added-${memory.replace(/[^\p{L}\p{N}._()-]+/gu, "-")}`;
  const set = { id, symbol: id, source: "added by other tools", memory };
  await source.writing().documentSets.add(
    set,
    units.map((unit) => ({ variants: { [keys[0]]: unit.source, [keys[1]]: unit.target } })),
  );
  return id;
}

/** The main memory, where who asks may add to it, or else the first where they may. */
function memoryFor(identity: Identity): string {
  const may = (name: string): boolean => isAtLeast(roleIn(identity, name), "translator");
  return [MAIN_MEMORY, ...identity.memories.keys()].find(may) ?? MAIN_MEMORY;
}

/** The key of a variant: a unit has one text in each language. */
const keyOf = (tag: string): string => languageCode(tag);
