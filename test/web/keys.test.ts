import type { Memory } from "@sextant/core";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  actOf,
  FIRST_KEYS,
  KEYED_ACTS,
  type Keys,
  keptKeys,
  strokeOf,
  takenBy,
} from "../../packages/web/src/settings/keys.ts";
import { frenchArabicMemory } from "./corpus-memory.ts";
import { expectAccessible, Pages } from "./pages.ts";

const pressed = fc.record({
  code: fc.constantFrom(
    "KeyA",
    "KeyX",
    "KeyZ",
    "Digit1",
    "Enter",
    "Space",
    "ArrowUp",
    "ArrowLeft",
    "Slash",
    "ShiftLeft",
    "",
  ),
  altKey: fc.boolean(),
  shiftKey: fc.boolean(),
  ctrlKey: fc.boolean(),
  metaKey: fc.boolean(),
});

describe("keys that a person chooses", () => {
  test("whatever is given and taken, each key does one thing, and what it was given to", () => {
    const gifts = fc.array(fc.tuple(fc.constantFrom(...KEYED_ACTS), pressed), { maxLength: 30 });
    fc.assert(
      fc.property(gifts, (given) => {
        let keys: Keys = FIRST_KEYS;
        for (const [act, own] of given) {
          const stroke = strokeOf(own);
          if (stroke === undefined || takenBy(stroke, act, keys) !== "free") continue;
          keys = { ...keys, [act]: stroke };
          expect(actOf(own, false, keys)).toBe(act);
        }
        expect(new Set(KEYED_ACTS.map((act) => keys[act])).size).toBe(KEYED_ACTS.length);
        expect(keptKeys(JSON.parse(JSON.stringify(keys)))).toEqual(keys);
      }),
    );
  });

  test("what was kept and makes no sense is the keys of the beginning", () => {
    const broken = [
      null,
      7,
      "KeyX",
      { reject: 5, merge: {} },
      { reject: "KeyM" },
      { reject: "Escape" },
      { merge: "KeyJ" },
    ];
    for (const kept of broken) expect(keptKeys(kept), JSON.stringify(kept)).toEqual(FIRST_KEYS);
    expect(keptKeys({ reject: "KeyQ" })).toEqual({ ...FIRST_KEYS, reject: "KeyQ" });
  });
});

describe("in the settings", () => {
  let memory: Memory;
  let pages: Pages;
  beforeAll(async () => {
    memory = await frenchArabicMemory();
    pages = await Pages.of(memory);
  });
  afterAll(async () => {
    await pages.stop();
    await memory.close();
  });
  afterEach(() => pages.closeAll());

  test("a key is chosen; one that is taken is refused with what it does; the choice holds in the rows, and is taken back", async () => {
    const page = await pages.open("/settings");
    const reject = page.getByRole("button", { name: /^Reject[: ]/ });
    await reject.click();
    await page.keyboard.press("m");
    await page.getByText("M is taken already: Merge").waitFor();
    await page.keyboard.press("/");
    await page.getByText("/ cannot be used here.").waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Shift+Q");
    await expect.poll(() => reject.innerText()).toMatch(/Shift\s*Q/);

    await page.goto(new URL("/documents/UDHR?languages=fr,ar", page.url()).href);
    const cell = page.locator("#row-4[aria-busy='false'] [role=gridcell]").first();
    await cell.click();
    await page.keyboard.press("x");
    // On a Russian keyboard another letter stands in the same place.
    await cell.evaluate((own) =>
      own.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyQ", key: "Й", shiftKey: true, bubbles: true })),
    );
    await expect.poll(async () => (await memory.rows("UDHR"))[3]?.status).toBe("rejected");
    expect((await memory.corrections.changes("UDHR")).length).toBe(1);
    await page.getByRole("button", { name: "Correct row 4" }).click();
    expect(await page.getByRole("menuitem", { name: "Reject" }).innerText()).toMatch(/Shift\s*Q/);

    await page.goto(new URL("/settings", page.url()).href);
    await page.getByRole("button", { name: "Restore the original keys" }).click();
    await expect.poll(() => reject.innerText()).toBe("X");
  });
});
