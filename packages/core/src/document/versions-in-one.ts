/** A file of a language version, as it is given to be read. */
interface GivenFile {
  readonly bytes: Uint8Array;
  /** BCP 47; told from the text, if left out. */
  readonly language?: string | undefined;
}

/**
 * Which part of each file is to be read: a file that is given as several language versions holds all of them, and each is read
 * by itself, see {@link ReadOptions.part}; of any other the whole.
 *
 * @returns a language for each file, undefined for the whole
 */
export function partsOfVersions(files: readonly GivenFile[]): (string | undefined)[] {
  return files.map((file) => {
    const isAnother = (other: GivenFile): boolean =>
      other.language !== undefined && other.language !== file.language && isSame(other.bytes, file.bytes);
    return file.language !== undefined && files.some(isAnother) ? file.language : undefined;
  });
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one === other || (one.length === other.length && Buffer.compare(one, other) === 0);
