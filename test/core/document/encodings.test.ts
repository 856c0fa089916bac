import { readDocument } from "@sextant/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { utf16Of } from "../../../packages/core/src/document/decode.ts";
import { encode } from "../encode.ts";

const FRENCH =
  "L’Assemblée générale a été saisie du rapport du Secrétaire général. Elle l’a étudié avec intérêt, et a décidé d’y revenir à sa prochaine séance plénière.";
const RUSSIAN =
  "Генеральная Ассамблея рассмотрела доклад Генерального секретаря и постановила вернуться к этому вопросу на своей следующей сессии.";
const ARABIC =
  "نظرت الجمعية العامة في تقرير الأمين العام وقررت العودة إلى هذه المسألة في دورتها المقبلة مع مراعاة آراء الدول الأعضاء.";
const CHINESE =
  "大会审议了秘书长的报告，并决定在下届会议上继续审议这个问题，同时考虑到会员国的意见。各国代表团对报告表示欢迎，并感谢秘书长的工作。";

test.each([
  ["windows-1252", FRENCH, "fr"],
  ["windows-1251", RUSSIAN, "ru"],
  ["windows-1256", ARABIC, "ar"],
  ["koi8-r", RUSSIAN, "ru"],
  ["iso-8859-5", RUSSIAN, "ru"],
  ["iso-8859-6", ARABIC.replaceAll("،", ","), "ar"],
  ["macintosh", FRENCH, "fr"],
  ["gb18030", CHINESE, "zh"],
])("%s is told and read", async (label, text, language) => {
  const document = await readDocument(encode(text, label));
  expect(document.blocks[0]?.text).toBe(text);
  expect(document).toMatchObject({
    language,
    warnings: [{ message: `read as ${/^(?:gb|koi8|iso)/.test(label) ? label.toUpperCase() : label}` }],
  });
});

describe.each(["utf-16le", "utf-16be"])("%s", (label) => {
  test.each([FRENCH, RUSSIAN, ARABIC, CHINESE])("is told without a byte order mark: %s", async (text) => {
    const lines = `${text}\n\n${text}`;
    const little = Buffer.from(lines, "utf16le");
    const document = await readDocument(label === "utf-16le" ? little : Buffer.from(little).swap16());
    expect(document.blocks.map((block) => block.text)).toEqual([text, text]);
  });
});

test("UTF-16 is told of no text in another encoding, and of no noise", () => {
  const bytes = fc.uint8Array({ minLength: 200, maxLength: 600 });
  fc.assert(fc.property(bytes, (noise) => utf16Of(Uint8Array.of(0x80, 0x81, ...noise)) === undefined));
  const text = fc.string({ unit: "grapheme", minLength: 3 }).filter((one) => !/\p{Cc}/u.test(one));
  fc.assert(fc.property(text, (one) => utf16Of(Buffer.from(one)) === undefined));
});

test("a file in two encodings is refused, with the numbers and the place", async () => {
  const lines = Array.from({ length: 6 }, () => FRENCH).join("\n");
  const file = Buffer.concat([Buffer.from(`${lines}\n`), encode(lines.repeat(2), "windows-1252")]);
  await expect(readDocument(file, { name: "x.txt" })).rejects.toThrow(
    /^x\.txt is in two encodings: 6 lines with letters beyond ASCII are in UTF-8, and 11 are not, the first in line 7; .* --encoding NAME/,
  );
});

test("some bytes that are no UTF-8 do not make a text another one, and are said", async () => {
  const bytes = Buffer.from(`${FRENCH}\n\n${FRENCH}?`);
  bytes[bytes.length - 1] = 0xe9;
  const { blocks, warnings } = await readDocument(bytes);
  expect(blocks[0]?.text).toBe(FRENCH);
  expect(warnings.map(({ message }) => message)).toContain(
    "1 place is no UTF-8, the first in line 3; they are shown as “\ufffd”",
  );
});

test("a language that is named shows the encoding, and an encoding that is named is believed", async () => {
  const polish = "Zgromadzenie Ogólne przyjęło rezolucję w sprawie współpracy między państwami członkowskimi.";
  const { blocks } = await readDocument(encode(polish, "iso-8859-2"), { language: "pl" });
  expect(blocks[0]?.text).toBe(polish);
  const named = await readDocument(encode("Straße", "macintosh"), { language: "de", encoding: "macintosh" });
  expect(named.blocks[0]?.text).toBe("Straße");
  await expect(readDocument(encode("à é", "latin1"), { language: "zh" })).rejects.toThrow(/--encoding NAME/);
});
