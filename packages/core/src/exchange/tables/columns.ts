import { knownLanguage, type LanguageName } from "../language-name.ts";

/** What a column of a table holds. */
export type Column =
  | { readonly kind: "language"; readonly named: LanguageName }
  | { readonly kind: "tuid" | "symbol" }
  /** Something else, which is kept as a note or as a prop of that name. */
  | { readonly kind: "note" | "prop"; readonly name: string };

const NOTES = /^(?:notes?|comments?|remarks?)$/i;

/**
 * Decides what the columns of a table hold, by their names; returns a sentence if that is impossible.
 *
 * @param names the first line
 * @param sample records that follow: `id` may mean Indonesian or the id of a unit
 */
export function columnsOf(
  names: readonly string[],
  sample: readonly (readonly string[])[],
): readonly Column[] | string {
  const columns = names.map((name): Column => {
    const own = name.trim();
    if (own === "tuid" || own === "symbol") return { kind: own };
    const named = knownLanguage(own);
    if (named) return { kind: "language", named };
    return { kind: NOTES.test(own) ? "note" : "prop", name: own };
  });
  const languages = columns.flatMap((column) => (column.kind === "language" ? [column.named.tag] : []));
  const said = names.join(", ").slice(0, 200);
  if (languages.length < 2 || new Set(languages).size < languages.length)
    return `the first line names the columns, at least two of them different languages, such as fr and en; it says ${said}`;
  const id = names.findIndex((name) => name.trim().toLowerCase() === "id");
  if (id < 0 || languages.length < 3) return columns;
  const values = sample.flatMap((fields) => fields[id]?.trim() || []);
  if (values.length === 0 || values.some((value) => /\s/.test(value))) return columns;
  const numbered = values.filter((value) => /[\p{N}._:/#-]/u.test(value)).length;
  if (2 * numbered >= values.length) return columns.with(id, { kind: "tuid" });
  return "the column id may be Indonesian, or what units are called by; name it ind or tuid";
}
