import type { Block, Document, Note } from "../../document/document.ts";
import { SextantError } from "../../error.ts";
import { compareLanguages } from "../../language/profile.ts";

/** Documents that cannot be aligned with one another. */
export class UnalignableDocuments extends SextantError {
  override name = "UnalignableDocuments";

  constructor(message: string, options?: ErrorOptions) {
    super("unalignable-documents", message, options);
  }
}

/** The language versions of a text. */
export class Versions {
  /** BCP 47 tags, in the usual order of languages. */
  readonly languages: readonly string[];
  readonly #documents: ReadonlyMap<string, Document>;
  readonly #texts: ReadonlyMap<string, readonly string[]>;

  /** @throws {UnalignableDocuments} if there is no document, or two are in one language */
  constructor(documents: readonly Document[]) {
    if (documents.length === 0) throw new UnalignableDocuments("there is no document to align");
    const byLanguage = new Map<string, Document>();
    for (const document of documents) {
      if (byLanguage.has(document.language))
        throw new UnalignableDocuments(
          `two documents are in ${document.language}; give one for each language, or name the language of one that was told wrong`,
        );
      byLanguage.set(document.language, document);
    }
    this.languages = [...byLanguage.keys()].sort(compareLanguages);
    this.#documents = byLanguage;
    this.#texts = new Map(documents.map(({ language, blocks }) => [language, blocks.map(({ text }) => text)]));
  }

  /** The blocks of a language. */
  readonly blocksOf = (language: string): readonly Block[] => this.#documents.get(language)!.blocks;

  /** The texts of the blocks of a language. */
  readonly textsOf = (language: string): readonly string[] => this.#texts.get(language)!;

  /** The notes of a language. */
  readonly notesOf = (language: string): readonly Note[] => this.#documents.get(language)!.notes;

  /** Makes a record with a value for each language. */
  each<T>(of: (language: string, l: number) => T): Record<string, T> {
    return byLanguages(this.languages, of);
  }
}

/** Makes a record with a value for each language, in their order. */
export function byLanguages<T>(
  languages: readonly string[],
  of: (language: string, l: number) => T,
): Record<string, T> {
  return Object.fromEntries(languages.map((language, l) => [language, of(language, l)]));
}
