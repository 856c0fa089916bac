import { join } from "node:path";
import type { Memory } from "@sextant/core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { frenchArabicMemory } from "./corpus-memory.ts";
import { expectAccessible, expectToFit, Pages, SCREENSHOTS } from "./pages.ts";

let memory: Memory;
let pages: Pages;

beforeAll(async () => {
  memory = await frenchArabicMemory();
  await memory.memories.assign("UDHR", "Treaties");
  pages = await Pages.of(memory);
});
afterAll(async () => {
  await pages.stop();
  await memory.close();
});
afterEach(() => pages.closeAll());

const ids = async (): Promise<string[]> => (await memory.documentSets.list()).map(({ id }) => id).toSorted();

test("a document set is removed by two clicks, and undone where that is told, in French", async () => {
  const page = await pages.open("/memories", { locale: "fr-FR" });
  await page.getByRole("button", { name: "Actions pour A/RES/67/189" }).click();
  await page.getByRole("menuitem", { name: "Supprimer" }).click();
  await page.getByText("A/RES/67/189 a été supprimé.").waitFor();
  expect(await ids()).toEqual(["UDHR"]);
  await page.getByText("Éléments supprimés").waitFor();
  await expectAccessible(page);
  await page.screenshot({ path: join(SCREENSHOTS, "removed-french.png"), fullPage: true });
  await page.getByRole("button", { name: "Annuler" }).click();
  await page.getByText("A/RES/67/189 a été rétabli.").waitFor();
  expect(await ids()).toEqual(["A-RES-67-189", "UDHR"]);
  await expect.poll(() => page.getByText("Éléments supprimés").count()).toBe(0);
});

test("a memory is removed, restored from the list, and gone for good only when that is said twice, in Arabic", async () => {
  const page = await pages.open("/memories", { locale: "ar", viewport: { width: 390, height: 800 } });
  const remove = async (): Promise<void> => {
    await page.getByRole("button", { name: "حذف الذاكرة Treaties", exact: true }).click();
    await page.getByRole("button", { name: "استعادة الذاكرة Treaties" }).waitFor();
  };
  await remove();
  expect(await ids()).toEqual(["A-RES-67-189"]);
  await expectToFit(page);
  await expectAccessible(page);
  await page.screenshot({ path: join(SCREENSHOTS, "removed-arabic.png"), fullPage: true });
  await page.getByRole("button", { name: "استعادة الذاكرة Treaties" }).click();
  await expect.poll(ids).toEqual(["A-RES-67-189", "UDHR"]);
  await remove();
  await page.getByRole("button", { name: "حذف الذاكرة Treaties نهائيا" }).click();
  const asked = page.getByRole("alertdialog", { name: "حذف الذاكرة Treaties نهائيا" });
  await asked.waitFor();
  await expectAccessible(page);
  await asked.getByRole("button", { name: "حذف نهائي" }).click();
  await expect.poll(async () => (await memory.removals.list()).length).toBe(0);
});

test("a memory that is removed is told of as one, with its article, in French", async () => {
  await memory.memories.assign("A-RES-67-189", "Glossaires");
  const page = await pages.open("/memories", { locale: "fr-FR" });
  await page.getByRole("button", { name: "Supprimer la mémoire Glossaires" }).click();
  await page.getByText("La mémoire Glossaires a été supprimée.").waitFor();
  await page.getByRole("button", { name: "Rétablir la mémoire Glossaires" }).click();
  await page.getByText("La mémoire Glossaires a été rétablie.").waitFor();
});

test("what other tools added is called so in the reader's language", async () => {
  await memory.documentSets.add({ id: "added", symbol: "added", source: "added by other tools", memory: "main" }, [
    { variants: { en: "a lighthouse keeper", fr: "un gardien de phare" } },
  ]);
  const page = await pages.open("/memories", { locale: "fr-FR" });
  await page.getByRole("link", { name: "Unités ajoutées par d’autres outils" }).click();
  await page.getByRole("heading", { name: "Unités ajoutées par d’autres outils" }).waitFor();
  await page.goto(`${new URL(page.url()).origin}/search?q=lighthouse&in=en`);
  await page.locator(".from", { hasText: "Unités ajoutées" }).waitFor();
  // The memory cannot tell what renders a phrase that it has once: that is said.
  await page.getByText("Aucune traduction probable n’a été trouvée en français dans ces segments.").waitFor();
});

test("hits of a document with a long title fit a phone, in Arabic", async () => {
  const symbol = "République Algérienne Démocratique et Populaire : contribution prévue déterminée au niveau national";
  await memory.documentSets.add({ id: "long", symbol, source: "test", memory: "main" }, [
    { variants: { fr: "les quotas de pêche au thon", ar: "حصص صيد التونة" } },
  ]);
  const page = await pages.open("/search?q=quotas&in=fr", { locale: "ar", viewport: { width: 390, height: 800 } });
  await page.locator(".from", { hasText: "République" }).waitFor();
  await expectToFit(page);
  await expectAccessible(page);
});

test("where the main memory has another name, that is the one that uploads and imports name", async () => {
  await memory.memories.rename("main", "Traduction");
  const page = await pages.open("/memories", { locale: "fr-FR" });
  const into = page.getByLabel("Dans la mémoire");
  await expect.poll(() => into.getAttribute("placeholder")).not.toBe("main");
  const [first] = await memory.memories.list();
  expect(await into.getAttribute("placeholder")).toBe(first?.name);
});
