import { alignDocuments, type Document, Memory, readDocumentSet, readText } from "@sextant/core";
import { corpus } from "../setup.ts";

/** A resolution in three languages: the English amount is another one in the two others. */
const RESOLUTION: Readonly<Record<string, readonly string[]>> = {
  en: [
    "The General Assembly,",
    "Recalling its resolution 67/189 of 20 December 2012 on the prevention of crime,",
    "1. Decides to appropriate an amount of 1,500,000 dollars for the year 2013;",
    "2. Requests the Secretary-General to submit to it a report before 15 May 2014;",
    "3. Invites Member States to make voluntary contributions to that end.",
  ],
  fr: [
    "L’Assemblée générale,",
    "Rappelant sa résolution 67/189 du 20 décembre 2012 relative à la prévention du crime,",
    "1. Décide d’ouvrir un crédit de 1 200 000 dollars au titre de l’exercice 2013 ;",
    "2. Prie le Secrétaire général de lui présenter un rapport avant le 15 mai 2014 ;",
    "3. Invite les États Membres à verser des contributions volontaires à cette fin.",
  ],
  ar: [
    "إن الجمعية العامة،",
    "إذ تشير إلى قرارها 67/189 المؤرخ 20 كانون الأول/ديسمبر 2012 بشأن منع الجريمة،",
    "1 - تقرر اعتماد مبلغ قدره 1200000 دولار لعام 2013؛",
    "2 - تطلب إلى الأمين العام أن يقدم إليها تقريرا قبل 15 أيار/مايو 2014؛",
    "3 - تدعو الدول الأعضاء إلى تقديم تبرعات لتحقيق هذه الغاية.",
  ],
};

/** What does not say the same: the row is doubtful. */
const UNLIKE: Readonly<Record<string, string>> = {
  en: "The debate was long.",
  fr: "Bref, les pluies ont été abondantes dans la vallée.",
  ar: "نعم.",
};

/**
 * Keeps in a new memory what an office has: the bundled corpus, the resolution of two years, and a debate with a paragraph that
 * is not translated.
 *
 * @param path of a SQLite file that is not there yet
 */
export async function keepOffice(path: string): Promise<void> {
  await using filled = await Memory.open(path);
  for (const id of ["UDHR", "A-RES-67-189"]) {
    const set = await readDocumentSet(corpus(id));
    const versions = set.versions.filter(({ document }) => ["fr", "en", "ar"].includes(document.language));
    await filled.documentSets.save({ ...set, versions }, alignDocuments(versions.map(({ document }) => document)));
  }
  const keep = async (id: string, symbol: string, change: Change): Promise<void> => {
    const documents = Object.entries(RESOLUTION).map(
      ([language, texts]): Document => readText(change(texts, language).join("\n\n"), { language }),
    );
    await filled.save(id, documents, alignDocuments(documents), { symbol });
  };
  await keep("A-2013", "A/2013/1", (texts) => texts);
  await keep("A-2014", "A/2014/1", (texts) => texts.map((text) => text.replace("2014", "2015")));
  await keep("debate", "Debate", (texts, language) => texts.toSpliced(3, 0, UNLIKE[language] ?? ""));
}

type Change = (texts: readonly string[], language: string) => readonly string[];
