import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { Row } from "../api/client.ts";
import { loadRow } from "./store.ts";

/** Rows that a person has chosen, each as it was then: what is done to them is made of what was in sight. */
export interface ChosenRows {
  readonly rows: ReadonlyMap<number, Row>;
  /** Chooses a row, or no longer; with `through`, all from the one that was chosen last. */
  readonly toggle: (position: number, through?: boolean) => Promise<void>;
  readonly clear: () => void;
}

export function useChosenRows(id: string): ChosenRows {
  const questions = useQueryClient();
  const [rows, setRows] = useState<ReadonlyMap<number, Row>>(new Map());
  const last = useRef<number | undefined>(undefined);
  const toggle = useCallback(
    async (position: number, through = false): Promise<void> => {
      const from = through && last.current !== undefined ? last.current : position;
      last.current = position;
      const [first, end] = [Math.min(from, position), Math.max(from, position)];
      const found: Row[] = [];
      for (let at = first; at <= end; at++) {
        const row = await loadRow(questions, id, at);
        if (row) found.push(row);
      }
      setRows((before) => {
        const next = new Map(before);
        const isOff = found.length === 1 && found[0] !== undefined && before.has(found[0].id);
        for (const row of found) {
          if (isOff) next.delete(row.id);
          else next.set(row.id, row);
        }
        return next;
      });
    },
    [questions, id],
  );
  const clear = useCallback(() => setRows(new Map()), []);
  return { rows, toggle, clear };
}
