/** Declared entities are short names for a few words; a longer text is not expanded. */
const MAX_ENTITY_CHARACTERS = 256;
const MAX_ENTITIES = 1000;
const MAX_ENTITY_DEPTH = 8;

const DECLARATION =
  /<!ENTITY\s+(?<name>[\p{L}_:][\p{L}\p{M}\p{N}._:-]*)\s+(?:"(?<double>[^"]*)"|'(?<single>[^']*)')\s*>/gu;
const REFERENCE = /&(?:#(?<decimal>\d+)|#x(?<hex>[\da-fA-F]+)|(?<name>[^;&\s]+));/g;
const PREDEFINED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Returns the entities that a document itself declares, as text. External ones are not fetched; those that are long,
 * hold elements, or refer to themselves are left out.
 *
 * @param doctype the text between `<!DOCTYPE` and `>`
 */
export function entitiesOf(doctype: string): Map<string, string> {
  const subset = (/\[([\s\S]*)\]/.exec(doctype)?.[1] ?? "").replace(/<!--[\s\S]*?-->/g, "");
  const declared = new Map<string, string>();
  for (const { groups } of subset.matchAll(DECLARATION)) {
    const { name = "", double, single } = groups ?? {};
    // The first declaration of a name counts (XML 1.0, 4.2).
    if (!declared.has(name)) declared.set(name, double ?? single ?? "");
    if (declared.size >= MAX_ENTITIES) break;
  }
  const expanding = new Expanding(declared);
  return new Map(
    [...declared.keys()].flatMap((name) => {
      const text = expanding.of(name, 0);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}

class Expanding {
  readonly #declared: ReadonlyMap<string, string>;
  /** Entities that are expanded; undefined while one is being expanded, so that none refers to itself. */
  readonly #known = new Map<string, string | undefined>();

  constructor(declared: ReadonlyMap<string, string>) {
    this.#declared = declared;
  }

  of(name: string, depth: number): string | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    const value = this.#declared.get(name);
    if (value === undefined || value.length > MAX_ENTITY_CHARACTERS || depth > MAX_ENTITY_DEPTH) return undefined;
    if (/[<&]/.test(value.replace(REFERENCE, ""))) return undefined;
    this.#known.set(name, undefined);
    const text = this.#expanded(value, depth);
    this.#known.set(name, text);
    return text;
  }

  #expanded(value: string, depth: number): string | undefined {
    let text = "";
    let from = 0;
    for (const { 0: whole, index, groups } of value.matchAll(REFERENCE)) {
      const { decimal, hex, name = "" } = groups ?? {};
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? "-1", 16);
      if (code > 0x10ffff) return undefined;
      const own = code >= 0 ? String.fromCodePoint(code) : (PREDEFINED[name] ?? this.of(name, depth + 1));
      if (own === undefined) return undefined;
      text += value.slice(from, index) + own;
      if (text.length > MAX_ENTITY_CHARACTERS) return undefined;
      from = index + whole.length;
    }
    return text + value.slice(from);
  }
}

/**
 * A table of entities for a parser: those of XML, those that are added, and for any other its reference as text.
 *
 * @param onUndeclared called with the name of each that is not declared
 */
export function declaredEntities(onUndeclared: (name: string) => void): Record<string, string> {
  return new Proxy<Record<string, string>>(
    { ...PREDEFINED },
    {
      get(known, name) {
        if (typeof name !== "string" || Object.hasOwn(known, name)) return known[name as string];
        onUndeclared(name);
        return `&${name};`;
      },
    },
  );
}
