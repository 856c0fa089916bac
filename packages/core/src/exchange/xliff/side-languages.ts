import { type LanguageName, languageNamed } from "../language-name.ts";
import { UnreadableFile } from "../other/file-handler.ts";

/** One of the two texts of a bilingual file. */
export type Side = "source" | "target";

type Languages = Partial<Record<Side, LanguageName>>;

/** The languages of the two sides of a file: as the file names them, or else as they were given. */
export class SideLanguages {
  readonly #given: Languages;
  readonly #known: Languages;

  /**
   * @param given source and target, where the file does not name them
   * @throws {RangeError} for a language that is none
   */
  constructor(given: readonly string[]) {
    const [source, target] = given.map(languageNamed);
    this.#given = { ...(source && { source }), ...(target && { target }) };
    this.#known = { ...this.#given };
  }

  get source(): LanguageName | undefined {
    return this.#known.source;
  }

  /** Takes what the file calls the language of a side, if it says so. @throws {UnreadableFile} where that is no language */
  name(side: Side, name: string | undefined): void {
    if (name === undefined) return;
    try {
      this.#known[side] = languageNamed(name);
    } catch (cause) {
      throw new UnreadableFile(`the file's ${side} language: ${(cause as Error).message}`, {
        cause,
        ...LANGUAGES_NOT_NAMED,
      });
    }
  }

  /** The same of what stands at a text: some tools name the languages there only. */
  nameAtText(side: Side, name: string | undefined): void {
    if (this.#known[side] === this.#given[side]) this.name(side, name);
  }

  /**
   * Both languages.
   *
   * @param line where they are asked for
   * @throws {UnreadableFile} where one of them is not known
   */
  both(line: number): Record<Side, LanguageName> {
    const { source, target } = this.#known;
    if (source && target) return { source, target };
    throw new UnreadableFile(
      `line ${line}: the file does not name its ${source ? "target" : "source"} language; name both with it, source first, such as en,fr (--languages)`,
      LANGUAGES_NOT_NAMED,
    );
  }
}

const LANGUAGES_NOT_NAMED = { why: { reason: "languages-not-named" } } as const;
