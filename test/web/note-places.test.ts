import { describe, expect, test } from "vitest";
import { markKey, notePlaces } from "../../packages/web/src/bitext/note-places.ts";

/** Marks or notes of rows that follow each other, from a position on. */
const listed = (marks: string, from = 0) => marks.split(" ").map((mark, at) => ({ mark, position: from + at }));

/** For each mark the position of its note. */
function pointed(marks: string, notes: string): (number | undefined)[] {
  const own = listed(marks);
  const { noteOf } = notePlaces(listed(notes, 100), own);
  return own.map((marked) => noteOf.get(markKey(marked)));
}

describe("a note mark goes to its note", () => {
  test("where numbers run through", () => {
    expect(pointed("1 2 3", "1 2 3")).toEqual([100, 101, 102]);
  });

  test("where numbers begin anew", () => {
    expect(pointed("1 2 1 2 3", "1 2 1 2 3")).toEqual([100, 101, 102, 103, 104]);
    expect(pointed("* * *", "* * *")).toEqual([100, 101, 102]);
  });

  test("where a note is pointed to again, before and after numbers begin anew", () => {
    expect(pointed("1 2 1 1 2", "1 2 3 1 2")).toEqual([100, 101, 100, 100, 101]);
    expect(pointed("1 2 3 2 1 2", "1 2 3 1 2")).toEqual([100, 101, 102, 101, 103, 104]);
  });

  test("where a mark was not read", () => {
    expect(pointed("1 3 1 2", "1 2 3 1 2")).toEqual([100, 102, 103, 104]);
  });

  test("and nowhere where there is none", () => {
    expect(pointed("1 7 2", "1 2")).toEqual([100, undefined, 101]);
    expect(pointed("1", "2")).toEqual([undefined]);
  });
});

test("a note goes back to the row that points to it first", () => {
  const { markOf } = notePlaces(listed("1 2 1", 100), listed("1 2 2 1"));
  expect([...markOf]).toEqual([
    [100, 0],
    [101, 1],
    [102, 3],
  ]);
});
