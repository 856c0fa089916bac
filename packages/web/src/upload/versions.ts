import { useCallback, useEffect, useRef, useState } from "react";
import type { DocumentRead } from "../api/client.ts";
import { readFile } from "../api/uploads.ts";

/** So many language versions are aligned at once. */
export const MAX_VERSIONS = 6;

/** A file that is to become a version of the document set. */
export interface UploadedVersion {
  readonly key: number;
  readonly file: File;
  /** Absent while it is being read, and where it cannot be. */
  readonly read?: DocumentRead;
  /** Why it cannot be read. */
  readonly problem?: Error;
  /** The language that a person chose in place of the detected one. */
  readonly language?: string;
}

/** The language of a version: as it was chosen, or detected. */
export const languageOf = ({ language, read }: UploadedVersion): string | undefined => language ?? read?.language;

/** The versions that are to be aligned, each read as soon as it comes. */
export interface UploadedVersions {
  readonly versions: readonly UploadedVersion[];
  /** @returns whether there was room for all */
  readonly add: (files: readonly File[]) => boolean;
  readonly remove: (key: number) => void;
  readonly choose: (key: number, language: string) => void;
  readonly readAgain: (version: UploadedVersion) => void;
}

export function useVersions(): UploadedVersions {
  const [versions, setVersions] = useState<readonly UploadedVersion[]>([]);
  const count = useRef(0);
  const last = useRef(0);
  const reading = useRef(new Map<number, AbortController>());
  count.current = versions.length;
  useEffect(
    () => () => {
      for (const controller of reading.current.values()) controller.abort();
    },
    [],
  );
  const patch = useCallback((key: number, change: Partial<UploadedVersion>): void => {
    setVersions((before) => before.map((own) => (own.key === key ? { ...own, ...change } : own)));
  }, []);
  const read = useCallback(
    async (key: number, file: File): Promise<void> => {
      const controller = new AbortController();
      reading.current.set(key, controller);
      try {
        patch(key, { read: await readFile(file, controller.signal) });
      } catch (error) {
        if (!controller.signal.aborted) patch(key, { problem: error as Error });
      } finally {
        reading.current.delete(key);
      }
    },
    [patch],
  );
  const add = useCallback(
    (files: readonly File[]): boolean => {
      const taken = files.slice(0, MAX_VERSIONS - count.current);
      count.current += taken.length;
      const added = taken.map((file) => ({ key: last.current++, file }));
      setVersions((before) => [...before, ...added]);
      for (const { key, file } of added) read(key, file);
      return taken.length === files.length;
    },
    [read],
  );
  return {
    versions,
    add,
    remove: (key) => {
      reading.current.get(key)?.abort();
      setVersions((before) => before.filter((own) => own.key !== key));
    },
    choose: (key, language) => patch(key, { language }),
    readAgain: ({ key, file }) => {
      setVersions((before) => before.map((own) => (own.key === key ? { key, file } : own)));
      read(key, file);
    },
  };
}
