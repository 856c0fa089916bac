import { useId } from "react";
import type { DocumentSet } from "../api/client.ts";

/** So many document sets are offered as one types. */
const OFFERED = 500;

interface SetFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly sets: readonly DocumentSet[];
  /** Id of the one that is chosen. */
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}

/** A document set, named by its symbol: typed, for a memory may hold thousands. */
export function SetField({ label, placeholder, sets, value, onChange }: SetFieldProps) {
  const list = useId();
  const symbol = sets.find(({ id }) => id === value)?.symbol ?? value ?? "";
  return (
    <label>
      <span className="quiet">{label}</span>
      <input
        key={symbol}
        list={list}
        defaultValue={symbol}
        placeholder={placeholder}
        dir="auto"
        onChange={({ currentTarget }) => {
          const typed = currentTarget.value.trim();
          const found = sets.find((set) => set.symbol === typed || set.id === typed);
          if (found || typed === "") onChange(found?.id ?? "");
        }}
      />
      <datalist id={list}>
        {sets.slice(0, OFFERED).map(({ id, symbol: own }) => (
          <option key={id} value={own} />
        ))}
      </datalist>
    </label>
  );
}
