import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { documentSets } from "../api/questions.ts";
import { beginJob } from "../api/uploads.ts";
import { useMeantMemory } from "../shell/memory-field.tsx";
import { refused } from "../shell/notices.tsx";

/** What is said of files that are imported; empty where nothing is. */
export type Fields = Readonly<Record<"memory" | "encoding" | "languages", string>>;

/** An import that was begun, and what was said of its file. */
export interface Begun {
  readonly id: string;
  readonly file: File;
  readonly fields: Fields;
}

/** How an import is begun again. */
export interface Again {
  /** Of the import whose place it takes in sight. */
  readonly inPlaceOf: string;
  /** Of the document set that it becomes. */
  readonly into?: string;
  /** Whether it takes the place of what is there. */
  readonly replace?: boolean;
}

/** Imports that were begun here, the last first, and what begins one. */
export function useImports(fields: Fields): {
  readonly begun: readonly Begun[];
  readonly begin: (file: File, again?: Again) => Promise<void>;
} {
  const meant = useMeantMemory();
  const sets = useQuery(documentSets());
  const [begun, setBegun] = useState<readonly Begun[]>([]);
  const begin = useCallback(
    async (file: File, again?: Again): Promise<void> => {
      try {
        // What is there already stays in the memory that it is in.
        const there = sets.data?.find(({ symbol }) => symbol === file.name);
        const memory = fields.memory || (meant.isMain || there || again?.replace ? "" : meant.name);
        // What was put beside another file comes again to where it is.
        const into = again?.into ?? (there?.source === `imported from ${file.name}` ? there.id : undefined);
        const asked = { ...fields, memory, id: into, replace: again?.replace ? "true" : undefined };
        const { id } = await beginJob("import", [file], asked);
        setBegun((before) => [{ id, file, fields }, ...before.filter((own) => own.id !== again?.inPlaceOf)]);
      } catch (error) {
        refused(error);
      }
    },
    [fields, meant.isMain, meant.name, sets.data],
  );
  return { begun, begin };
}
