import { OFFICIAL_LANGUAGES, sentences } from "@sextant/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** Sentences as a person would cut them, a ‖ between. */
const EXAMPLES: Record<string, readonly string[]> = {
  fr: [
    "Voir CTOC/COP/2012/15, sect. I.A. du rapport.",
    "M. Ban Ki-moon a ouvert la séance.‖Mme Dupont a pris la parole.",
    "Nations Unies, Recueil des Traités, vol. 2225, no 39574.",
    "Adoptée le 8 septembre 2006.‖Elle a été revue.",
    "Qu’avons-nous dit ?‖Nous l’avons dit ainsi.",
    "Il a déclaré : « C’est fini. »‖Puis il est sorti.",
    "L’article 14, par. 2, s’applique.‖Les États parties en conviennent.",
    "Des notes, des rapports, etc.‖Les membres les lisent.",
  ],
  en: [
    "See sect. I.A of the report.‖It was adopted in 2006.‖The Assembly took note.",
    "United Nations, Treaty Series, vols. 2225 and 2326, No. 39574.",
    "Mr. Smith met Dr. Jones.‖They agreed.",
    "He said: “It is done.”‖Then he left.",
    "Did we say so?‖We did!‖Good.",
    "The rate was 3.5 per cent.‖It fell.",
    "See no. 5. The rest stands.",
    "Article 5. General provisions",
    "Oh . . . nothing, they said.‖We waited…‖Then they left.",
  ],
  es: [
    "Véase CTOC/COP/2012/15, secc. I.A.",
    "Naciones Unidas, Treaty Series, vol. 2349, núm. 42146.‖Ibid., núm. 3.",
    "¿Cómo lo dijimos?‖¡Así!‖El Sr. García lo confirmó.",
    "Según el art. 14, párr. 2, los Estados cooperan.‖Así se hizo.",
  ],
  ru: [
    "См. CTOC/COP/2012/15, раздел I.A.",
    "См. стр. 12 и п. 3 ст. 14 устава.‖Доклад принят.",
    "Резолюция принята в 2012 г. в Вене.‖Ассамблея согласилась.",
    "Как мы это сказали?‖Вот так.",
  ],
  zh: [
    "大会通过了决议。‖会员国表示欢迎。",
    "我们是怎么说的？‖这样说的！‖很好。",
    "他说：“完成了。”‖然后离开。",
    "联合国，《条约汇编》，第2349卷，第42146号。",
    "我……我不知道。‖好……！",
  ],
  ar: [
    "كيف قلنا هذا؟‖قلناه هكذا.",
    "انظر الصفحة 12.‖وافقت الجمعية العامة على ذلك.",
    "لكل فرد الحق في الحياة والحرية وسلامة شخصه.",
  ],
};

const cut = (text: string, language: string): string[] =>
  sentences(text, language).map(({ start, end }) => text.slice(start, end));

describe.each(OFFICIAL_LANGUAGES)("sentences of %s", (language) => {
  test.each(EXAMPLES[language] as readonly string[])("%s", (example) => {
    const wanted = example.split("‖");
    expect(cut(wanted.join(language === "zh" ? "" : " "), language)).toEqual(wanted);
  });
});

test("nothing but white space between sentences is left out, whatever the text", () => {
  const pieces = fc.constantFrom(
    "Mot",
    " ",
    ". ",
    "? ",
    "。",
    "؟ ",
    "“",
    "”",
    "M. ",
    "2006. ",
    "\u00a0",
    "(",
    ")",
    "語",
    "لا",
    "…",
    "no ",
    "😀",
    "e\u0301",
  );
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 60 }),
      fc.constantFrom(...OFFICIAL_LANGUAGES, "de"),
      (parts, language) => {
        const text = parts.join("");
        const spans = sentences(text, language);
        let at = 0;
        for (const { start, end } of spans) {
          expect(text.slice(at, start).trim()).toBe("");
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe("");
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});

test("a megabyte of sentences, and a megabyte without one, are cut in linear time", () => {
  const many = "La commission a adopté le rapport du Secrétaire général. ".repeat(18_000);
  expect(sentences(many, "fr")).toHaveLength(18_000);
  expect(sentences("mot ".repeat(250_000), "fr")).toHaveLength(1);
  expect(sentences(`${"x".repeat(1_000_000)}. Fin`, "fr").length).toBeGreaterThan(0);
});
