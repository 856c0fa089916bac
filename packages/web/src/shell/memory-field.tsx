import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { memories } from "../api/questions.ts";

interface MemoryFieldProps {
  readonly label: string;
  /** The memory that is meant where nothing is typed. */
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly isRequired?: boolean;
}

/** The memory that takes what is put into none, where it is there. */
const MAIN = "main";

/** The memory that is meant where none is named: the main one; where that has another name now, or is not seen, the first. */
export function useMeantMemory(): { readonly name: string; readonly isMain: boolean } {
  const { data = [] } = useQuery(memories());
  const isMain = data.length === 0 || data.some(({ name }) => name === MAIN);
  return { name: isMain ? MAIN : (data[0]?.name ?? MAIN), isMain };
}

/** A named memory: one that there is, or a name for a new one. */
export function MemoryField({ label, placeholder, value, onChange, isRequired = false }: MemoryFieldProps) {
  const list = useId();
  const all = useQuery(memories());
  return (
    <label>
      <span>{label}</span>
      <input
        list={list}
        dir="auto"
        required={isRequired}
        maxLength={64}
        placeholder={placeholder}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <datalist id={list}>
        {all.data?.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}
