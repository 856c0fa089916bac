import { readDocument } from "@sextant/core";
import { expect, test } from "vitest";

const FRENCH =
  "L’Assemblée générale a été saisie du rapport du Secrétaire général. Elle l’a étudié avec intérêt, et a décidé d’y revenir à sa prochaine séance plénière.";
const RUSSIAN =
  "Генеральная Ассамблея рассмотрела доклад Генерального секретаря и постановила вернуться к этому вопросу на своей следующей сессии.";
const ARABIC =
  "نظرت الجمعية العامة في تقرير الأمين العام وقررت العودة إلى هذه المسألة في دورتها المقبلة مع مراعاة آراء الدول الأعضاء.";
const CHINESE =
  "大会审议了秘书长的报告，并决定在下届会议上继续审议这个问题，同时考虑到会员国的意见。各国代表团对报告表示欢迎，并感谢秘书长的工作。";

/** Encodes into a single-byte or double-byte encoding by turning its decoder round. */
function encode(text: string, label: string): Uint8Array {
  const decoder = new TextDecoder(label, { fatal: true });
  const bytes = new Map<string, number[]>();
  const learn = (code: number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(code));
      if ([...character].length === 1 && !bytes.has(character)) bytes.set(character, code);
    } catch {
      // no character has this code
    }
  };
  for (let first = 0; first < 256; first++) learn([first]);
  if (/gb|big/i.test(label))
    for (let first = 0x81; first < 0xff; first++)
      for (let second = 0x40; second < 0xff; second++) learn([first, second]);
  return Uint8Array.from([...text].flatMap((character) => bytes.get(character) ?? [0x3f]));
}

test.each([
  ["windows-1252", FRENCH, "fr"],
  ["windows-1251", RUSSIAN, "ru"],
  ["windows-1256", ARABIC, "ar"],
  ["gb18030", CHINESE, "zh"],
])("%s is told and read", async (label, text, language) => {
  const document = await readDocument(encode(text, label));
  expect(document.blocks[0]?.text).toBe(text);
  expect(document).toMatchObject({ language, warnings: [`read as ${label}`] });
});

test.each(["utf-16le", "utf-16be"])("%s is told without a byte order mark", async (label) => {
  const little = Buffer.from(FRENCH, "utf16le");
  const document = await readDocument(label === "utf-16le" ? little : Buffer.from(little).swap16());
  expect(document.blocks[0]?.text).toBe(FRENCH);
});
