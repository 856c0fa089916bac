import { checkSettings, setting } from "@sextant/core/config";
import { expect, test } from "vitest";

test("a setting that is missing or empty has its default", () => {
  expect(setting("SEXTANT_DATA", {})).toBe("data");
  expect(setting("SEXTANT_DATA", { SEXTANT_DATA: "" })).toBe("data");
  expect(setting("SEXTANT_DATABASE_URL", {})).toBeUndefined();
});

test("a setting of the environment is taken", () => {
  expect(setting("SEXTANT_DATA", { SEXTANT_DATA: "/srv/sextant" })).toBe("/srv/sextant");
});

test("a setting that cannot be meant is refused by name, and its value, which may hold a password, is not repeated", () => {
  const environment = { SEXTANT_DATABASE_URL: "mysql://user:secret@host/base" };
  expect(() => checkSettings(environment)).toThrow(
    "SEXTANT_DATABASE_URL has to be an address that begins with postgres://",
  );
  expect(() => checkSettings(environment)).not.toThrow("secret");
});

test("a number is one above 0", () => {
  expect(setting("SEXTANT_READ_SECONDS", { SEXTANT_READ_SECONDS: "0.5" })).toBe("0.5");
  for (const value of ["0", "-1", "x", "1e9", "0.0"])
    expect(() => setting("SEXTANT_READ_SECONDS", { SEXTANT_READ_SECONDS: value })).toThrow(
      "SEXTANT_READ_SECONDS has to be",
    );
});
