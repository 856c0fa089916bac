import type { Page } from "playwright-core";

/** Notes, from before a page loads, when its first rows are there, its largest paint, and what moves by itself. */
export const WATCH = `
  globalThis.watched = { rows: 0, largest: 0, shift: 0 };
  const look = () => {
    if (document.querySelector("#row-1[aria-busy='false'] p")) watched.rows = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.largest = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) watched.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

/** Times of a correction, in ms from the key: until the row shows it, until the server has answered and the row is as it is there. */
export async function timed(page: Page, row: number): Promise<{ readonly seen: number; readonly settled: number }> {
  await page.evaluate((own) => {
    const state = { start: 0, seen: 0 };
    (globalThis as unknown as { correction: typeof state }).correction = state;
    addEventListener(
      "keydown",
      () => {
        state.start = performance.now();
        const look = (): void => {
          if (document.querySelector(`#row-${own} .status`)) state.seen = performance.now();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { once: true, capture: true },
    );
  }, row);
  const version = await page.locator(`#row-${row}`).getAttribute("data-version");
  await page.keyboard.press("Enter");
  const settled = await page.evaluate(
    ([own, before]) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector(`#row-${own}`)?.getAttribute("data-version") !== before)
            resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    [row, version] as const,
  );
  const { start, seen } = await page.evaluate(
    () => (globalThis as unknown as { correction: { start: number; seen: number } }).correction,
  );
  return { seen: seen - start, settled: settled - start };
}
