import { useCallback, useEffect, useRef, useState } from "react";
import type { DocumentRead } from "../api/client.ts";
import { type ReadAs, readFile } from "../api/uploads.ts";

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
  /** The file as it was read again, for what was said of it. */
  readonly again?: ReadAgain;
}

/** A file that was read otherwise than by itself, and how. */
interface ReadAgain {
  readonly as: ReadAs;
  readonly read: DocumentRead;
}

/** A version as it will be aligned, as far as it is read. */
export const shownOf = ({ read, again }: UploadedVersion): DocumentRead | undefined => again?.read ?? read;

/** The language of a version: as it was chosen, or detected. */
export const languageOf = ({ language, read }: UploadedVersion): string | undefined => language ?? read?.language;

/** Whether two versions are one file: as long, and read as the same. */
const isSameFile = (one: UploadedVersion, other: UploadedVersion): boolean =>
  one.file.size === other.file.size &&
  one.read !== undefined &&
  JSON.stringify(one.read.blocks) === JSON.stringify(other.read?.blocks);

/** The language whose part alone of a version is aligned: that of a file that is there in another language, too. */
export function partOf(version: UploadedVersion, versions: readonly UploadedVersion[]): string | undefined {
  const language = languageOf(version);
  const isAnother = (other: UploadedVersion): boolean => languageOf(other) !== language && isSameFile(version, other);
  return version.read?.languages?.includes(language ?? "") && versions.some(isAnother) ? language : undefined;
}

/** How a version that was read by itself is to be read again: in the language that was chosen, or its part in it; undefined if as it is. */
function wantedAs(version: UploadedVersion, versions: readonly UploadedVersion[]): ReadAs | undefined {
  const { language, read } = version;
  const part = partOf(version, versions);
  if (part !== undefined) return { part };
  return read && language !== undefined && language !== read.language ? { language } : undefined;
}

const isSame = (one: ReadAs | undefined, other: ReadAs | undefined): boolean =>
  one?.language === other?.language && one?.part === other?.part;

/** Whether a version is read as it will be aligned. */
export const isRead = (version: UploadedVersion, versions: readonly UploadedVersion[]): boolean =>
  version.read !== undefined && version.problem === undefined && isSame(version.again?.as, wantedAs(version, versions));

/** The versions that are to be aligned, each read as soon as it comes. */
export interface UploadedVersions {
  readonly versions: readonly UploadedVersion[];
  /** @returns whether there was room for all */
  readonly add: (files: readonly File[]) => boolean;
  readonly remove: (key: number) => void;
  readonly choose: (version: UploadedVersion, language: string) => void;
  /** Reads another file in its place, or the same again. */
  readonly readAgain: (version: UploadedVersion, file?: File) => void;
  /** Makes a version of each language that a file is in. */
  readonly divide: (version: UploadedVersion) => void;
}

/** A reading that is under way, and how the file is read. */
interface Reading {
  readonly controller: AbortController;
  readonly as: ReadAs;
}

/** What becomes of a version; undefined takes away. */
type Patch = { readonly [key in keyof UploadedVersion]?: UploadedVersion[key] | undefined };

export function useVersions(): UploadedVersions {
  const [versions, setVersions] = useState<readonly UploadedVersion[]>([]);
  const count = useRef(0);
  const last = useRef(0);
  const reading = useRef(new Map<number, Reading>());
  count.current = versions.length;
  useEffect(
    () => () => {
      for (const { controller } of reading.current.values()) controller.abort();
    },
    [],
  );
  const patch = useCallback((key: number, change: Patch): void => {
    setVersions((before) => before.map((own) => (own.key === key ? ({ ...own, ...change } as UploadedVersion) : own)));
  }, []);
  const read = useCallback(
    async (key: number, file: File, as: ReadAs = {}, isAgain = false): Promise<void> => {
      const own: Reading = { controller: new AbortController(), as };
      const { signal } = own.controller;
      reading.current.get(key)?.controller.abort();
      reading.current.set(key, own);
      try {
        const found = await readFile(file, signal, as);
        if (!signal.aborted) patch(key, isAgain ? { again: { as, read: found } } : { read: found });
      } catch (error) {
        if (!signal.aborted) patch(key, { problem: error as Error });
      } finally {
        if (reading.current.get(key) === own) reading.current.delete(key);
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
  useEffect(() => {
    for (const version of versions) {
      const { key, file, again, problem } = version;
      if (!version.read || problem) continue;
      const as = wantedAs(version, versions);
      if (isSame(as, again?.as)) reading.current.get(key)?.controller.abort();
      else if (as === undefined) patch(key, { again: undefined });
      else if (!isSame(as, reading.current.get(key)?.as)) read(key, file, as, true);
    }
  }, [versions, patch, read]);
  return {
    versions,
    add,
    remove: (key) => {
      reading.current.get(key)?.controller.abort();
      setVersions((before) => before.filter((own) => own.key !== key));
    },
    choose: ({ key, file, read: there }, language) => {
      patch(key, { language, problem: undefined });
      // Its language was not recognised: it can be read now.
      if (!there) read(key, file, { language });
    },
    readAgain: ({ key, file: before, read: there, language }, file) => {
      if (file) setVersions((all) => all.map((own) => (own.key === key ? { key, file } : own)));
      else patch(key, { problem: undefined });
      // What was read is read again as it is wanted.
      if (file || !there) read(key, file ?? before, file || language === undefined ? {} : { language });
    },
    divide: (version) => {
      const { file, read: whole } = version;
      const languages = whole?.languages?.slice(0, MAX_VERSIONS - count.current + 1) ?? [];
      if (!whole || languages.length < 2) return;
      const parts = languages.map((language) => ({ key: last.current++, file, read: whole, language }));
      setVersions((before) => before.flatMap((own) => (own.key === version.key ? parts : [own])));
    },
  };
}
