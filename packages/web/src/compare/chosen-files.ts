import { useCallback, useEffect, useRef, useState } from "react";
import type { DocumentRead } from "../api/client.ts";
import { readFile } from "../api/uploads.ts";

/** Which of two versions. */
export type Side = "old" | "new";

/** A file that is compared in place of a document set. No address can hold it. */
export interface ChosenFile {
  readonly file: File;
  /** Absent while it is being read, and where it cannot be. */
  readonly read?: DocumentRead;
  /** Why it cannot be read. */
  readonly problem?: Error;
}

/** The files that are compared, each read as soon as it comes: what language it is in must be known. */
export interface ChosenFiles {
  readonly files: { readonly [side in Side]?: ChosenFile };
  readonly choose: (side: Side, file: File) => void;
  readonly giveUp: (side: Side) => void;
  readonly swap: () => void;
}

export function useChosenFiles(): ChosenFiles {
  const [files, setFiles] = useState<ChosenFiles["files"]>({});
  const reading = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    reading.current = controller;
    return () => controller.abort();
  }, []);
  const choose = useCallback(async (side: Side, file: File): Promise<void> => {
    const { signal } = reading.current;
    setFiles((before) => ({ ...before, [side]: { file } }));
    const chosen = await readFile(file, signal).then(
      (read): ChosenFile => ({ file, read }),
      (error: unknown): ChosenFile => ({ file, problem: error as Error }),
    );
    // Meanwhile it may have changed sides, or another been chosen.
    setFiles((before) => {
      const now = (["old", "new"] as const).find((own) => before[own]?.file === file);
      return now === undefined || signal.aborted ? before : { ...before, [now]: chosen };
    });
  }, []);
  return {
    files,
    choose,
    giveUp: (side) => setFiles(({ [side]: _, ...rest }) => rest),
    swap: () => setFiles(({ old, new: current }) => ({ ...(current && { old: current }), ...(old && { new: old }) })),
  };
}

/** The languages of a file; none while it is not read. */
export const languagesOfFile = ({ read }: ChosenFile): readonly string[] =>
  read ? (read.languages ?? [read.language]) : [];
