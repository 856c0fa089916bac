import fc from "fast-check";
import { expect, test } from "vitest";
import { compareWords, MARK, wordsOf } from "./words.ts";

const compare = (theirs: readonly string[], ours: readonly string[]) => {
  const [left, right] = [theirs, ours].map((pages) => pages.flatMap((page, at) => wordsOf(page, at + 1)));
  return compareWords(left ?? [], right ?? []);
};
const differences = (theirs: readonly string[], ours: readonly string[]) => compare(theirs, ours).differences;

test("a word that is missing is lost, and one that is too many invented, each with its page", () => {
  expect(differences(["the pears of", "the valley, pears"], ["the pears of the", "valley plums"])).toEqual([
    { kind: "lost", text: "pears", page: 2 },
    { kind: "invented", text: "plums", page: 2 },
  ]);
});

test("words without the space between them are glued, a word in pieces is split", () => {
  expect(differences(["The office counts"], ["Theoffice co unts"])).toEqual([
    { kind: "glued", text: "The|office", page: 1 },
    { kind: "split", text: "co|unts", page: 1 },
  ]);
});

test("words that the other tears, by its own witness, are no fault of ours", () => {
  expect(differences(["women, and w omen"], ["women, and women"])).toEqual([{ kind: "torn", text: "w|omen", page: 1 }]);
});

test.each([
  ["a hyphen at the end of a line", "inter-\nnational", "international"],
  ["a note mark", "Convention1 on", `Convention${MARK}1${MARK} on`],
  ["digits below the line", "CO 2 and", "CO₂ and"],
  ["ligatures", "ﬁnal oﬀer", "final offer"],
  ["a lam-alef that is turned round", "األمم", "الأمم"],
  ["digits beside Arabic letters", "عام2020", "عام 2020"],
])("%s is no difference", (_, theirs, ours) => {
  expect(differences([theirs], [ours])).toEqual([]);
});

test("a text has no difference to itself, however its pages are cut; without a word it has that one", () => {
  const pages = fc.array(fc.array(fc.constantFrom("la", "paix", "大会", "мир", "والأمن"), { maxLength: 8 }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(pages, fc.nat(), (pages, at) => {
      const texts = pages.map((words) => words.join(" "));
      expect(differences(texts, [texts.join(" ")])).toEqual([]);
      const words = pages.flat().filter((word) => word !== "大会");
      if (words.length === 0) return;
      const gone = at % words.length;
      const found = differences([words.join(" ")], [words.filter((_, at) => at !== gone).join(" ")]);
      expect(found).toEqual([{ kind: "lost", text: words[gone], page: 1 }]);
    }),
  );
});
