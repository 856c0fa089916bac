import { useCallback, useEffect, useRef, useState } from "react";
import type { DocumentRead } from "../api/client.ts";
import { type ReadAs, readFile } from "../api/uploads.ts";

/** Which of two versions. */
export type Side = "old" | "new";

/** A file that is compared in place of a document set. No address can hold it. */
export interface ChosenFile {
  readonly file: File;
  /** Absent while it is being read, and where it cannot be. */
  readonly read?: DocumentRead;
  /** Why it cannot be read. */
  readonly problem?: Error;
  /** The language that a person chose in place of the detected one. */
  readonly language?: string;
}

/** The files that are compared, each read as soon as it comes: what language it is in must be known. */
export interface ChosenFiles {
  readonly files: { readonly [side in Side]?: ChosenFile };
  /** Takes a file, or reads the same again. */
  readonly choose: (side: Side, file: File) => void;
  /** Says what language the file of a side is in. */
  readonly chooseLanguage: (side: Side, language: string) => void;
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
  const read = useCallback(async (side: Side, file: File, as: ReadAs = {}, before?: DocumentRead): Promise<void> => {
    const { signal } = reading.current;
    const begun: ChosenFile = { file, ...as, ...(before && { read: before }) };
    setFiles((before) => ({ ...before, [side]: begun }));
    const chosen = await readFile(file, signal, as).then(
      (found): ChosenFile => ({ ...begun, read: found }),
      (error: unknown): ChosenFile => ({ ...begun, problem: error as Error }),
    );
    // Meanwhile it may have changed sides, or another been chosen.
    setFiles((before) => {
      const now = (["old", "new"] as const).find((own) => before[own] === begun);
      return now === undefined || signal.aborted ? before : { ...before, [now]: chosen };
    });
  }, []);
  const choose = useCallback((side: Side, file: File) => void read(side, file), [read]);
  const chooseLanguage = (side: Side, language: string): void => {
    const chosen = files[side];
    if (!chosen) return;
    // Whether it can be in that language is told when it is read so.
    void read(side, chosen.file, { language }, chosen.read);
  };
  return {
    files,
    choose,
    chooseLanguage,
    giveUp: (side) => setFiles(({ [side]: _, ...rest }) => rest),
    swap: () => setFiles(({ old, new: current }) => ({ ...(current && { old: current }), ...(old && { new: old }) })),
  };
}

/** The languages of a file, as a person said or else as detected; none while it is not read. */
export function languagesOfFile({ read, language }: ChosenFile): readonly string[] {
  if (!read) return [];
  return language === undefined ? (read.languages ?? [read.language]) : [language];
}
