import { useState } from "preact/hooks";
import { NARROWINGS, type Narrowed } from "./address.ts";
import type { DocumentSet } from "./api.ts";
import { languageName } from "./languages.ts";

interface NarrowProps {
  /** The language that is searched; a translation is in another. */
  readonly language: string;
  readonly languages: readonly string[];
  readonly sets: readonly DocumentSet[];
  readonly narrowed: Narrowed;
  readonly onNarrow: (narrowed: Narrowed) => void;
}

/**
 * Filters of a search: how the phrase is compared, what its translation holds, which documents and memories are
 * searched.
 */
export function Narrow({ language, languages, sets, narrowed, onNarrow }: NarrowProps) {
  const used = Object.keys(narrowed).length;
  const [isOpen, setOpen] = useState(used > 0);
  const others = languages.filter((other) => other !== language);
  const [into, holds] = partsOf(narrowed.translated) ?? [others[0], ""];
  const set = (next: Narrowed): void => onNarrow(without(next));
  const years = [...new Set(sets.flatMap(({ date }) => (date ? [date.slice(0, 4)] : [])))].sort().reverse();
  const memories = [...new Set(sets.map(({ memory }) => memory))].sort();
  const bodies = [...new Set(sets.flatMap(({ body }) => (body ? [body] : [])))].sort();
  const choice = (key: keyof Narrowed, label: string, options: readonly (readonly [value: string, name: string])[]) => (
    <label>
      <span class="quiet">{label}</span>
      <select value={narrowed[key] ?? ""} onChange={(event) => set({ ...narrowed, [key]: event.currentTarget.value })}>
        {options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  const anyOf = (values: readonly string[]) => [
    ["", "any"] as const,
    ...values.map((value) => [value, value] as const),
  ];
  return (
    <details class="narrow" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Narrow the search{used > 0 && ` · ${used} set`}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const phrase = String(form.get("holds")).trim();
          set({ ...narrowed, translated: phrase && `${form.get("into")}:${phrase}` });
        }}
      >
        {choice("match", "Words", [
          ["", "as they stand"],
          ["words", "all of them, in any order"],
        ])}
        {choice("place", "Where", [
          ["", "also inside words"],
          ["prefix", "where a word begins"],
          ["word", "as whole words"],
        ])}
        {choice("exact", "Case and accents", [
          ["", "do not count"],
          ["true", "count"],
        ])}
        {sets.length > 1 &&
          choice("documentSet", "Document set", [["", "any"], ...sets.map(({ id, symbol }) => [id, symbol] as const)])}
        {bodies.length > 1 && choice("body", "Organ", anyOf(bodies))}
        {years.length > 1 && choice("year", "Year", anyOf(years))}
        {memories.length > 1 && choice("memories", "Memory", anyOf(memories))}
        {choice("status", "Status", [
          ["", "any but rejected"],
          ["confirmed", "confirmed"],
          ["automatic", "not looked at"],
          ["rejected", "rejected"],
        ])}
        {others.length > 0 && (
          <fieldset class="translated">
            <legend class="quiet">The translation holds</legend>
            <input
              key={narrowed.translated}
              type="search"
              name="holds"
              defaultValue={holds}
              dir="auto"
              maxLength={2000}
              aria-label="Phrase that the translation holds"
            />
            <select name="into" aria-label="Language of the translation">
              {others.map((other) => (
                <option key={other} value={other} selected={other === into}>
                  {languageName(other)}
                </option>
              ))}
            </select>
            <button type="submit">Apply</button>
          </fieldset>
        )}
        {used > 0 && (
          <button type="button" onClick={() => onNarrow({})}>
            Clear
          </button>
        )}
      </form>
    </details>
  );
}

function partsOf(translated: string | undefined): readonly [language: string, phrase: string] | undefined {
  const colon = translated?.indexOf(":") ?? -1;
  return translated === undefined || colon < 0 ? undefined : [translated.slice(0, colon), translated.slice(colon + 1)];
}

/** Drops blank filters. */
const without = (narrowed: Narrowed): Narrowed =>
  Object.fromEntries(NARROWINGS.flatMap((key) => (narrowed[key] ? [[key, narrowed[key]]] : [])));
