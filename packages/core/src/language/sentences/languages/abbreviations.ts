/**
 * What a language's full stops that end no sentence stand behind, as data. Each entry has its full stop. One in lower case
 * counts in any case; one with a capital only as it is written, or all in capitals: "Gen. Smith", "GEN. SMITH", but not "gen.".
 * Where full stops inside are followed by spaces ("т. д.", "p. ej."), the entry is written without them.
 */
export interface Abbreviations {
  /** Titles and others that stand before something: they end no sentence, whatever follows. */
  readonly prepositive: ReadonlySet<string>;
  /** They end no sentence before a number, "No. 5", "art. IV": most are words, too, "She said no. The". */
  readonly numbered: ReadonlySet<string>;
  /** Behind a number they may end a sentence, "в 2012 г. Ассамблея"; elsewhere they are prepositive: "в г. Женеве". */
  readonly measures: ReadonlySet<string>;
  /** They may stand last, and then what looks like the beginning of a sentence is one: "etc. The". */
  readonly final: ReadonlySet<string>;
  /** They stand before something or last: they end a sentence before one of the `starters`, "on Elm St. It", "St. Lucia". */
  readonly either: ReadonlySet<string>;
  /**
   * Words that begin sentences and are no names: only before these does an initial or an acronym end one, "in the U.S. The",
   * but "the U.S. Government", "J. Smith". In lower case.
   */
  readonly starters: ReadonlySet<string>;
  /** Words before a number or letter that names one of them: "Article 5. Scope", "see annex A. Parties". In lower case. */
  readonly labels: ReadonlySet<string>;
  /** Words that begin a sentence which a time or a place does not end: "At 5 p.m. Mr. Osei". In lower case. */
  readonly prepositions: ReadonlySet<string>;
  /** Whether a full stop behind a short number makes it an ordinal, "am 5. Mai". */
  readonly ordinals?: boolean;
  /** Whether words may have no vowel, so that to have none makes no abbreviation: Czech "smrt". */
  readonly vowelless?: boolean;
  /** What goes on behind a measure, though not in lower case: "عام 44 ق.م. في روما", "5 млн. долл. США". */
  readonly continuers?: RegExp;
  /** Who speaks, though not in lower case: “你去哪里？”司机问。 */
  readonly saying?: RegExp;
}
