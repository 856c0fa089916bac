import type { Page } from "playwright-core";

/** Frames that are scrolled, and how far in each, in pixels: a wheel that is turned fast. */
const FRAMES = 150;
const STEP = 120;

/** A task of the browser's trace. */
interface Task {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Time of the processor, where it is told: what others took of it meanwhile does not count. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

/** Work of the main thread for each frame while a page is scrolled, in ms of the processor: scripts, styles, layout and paint, as its trace has it. */
export async function scrolled(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const events: Task[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as Task[])));
  const ended = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.start", {
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "blink.user_timing"] },
    transferMode: "ReportEvents",
  } as never);
  await page.evaluate(
    ([frames, step]) =>
      new Promise<void>((resolve) => {
        let frame = 0;
        const scroll = (): void => {
          performance.mark("frame");
          scrollBy(0, step);
          if (++frame < frames) requestAnimationFrame(scroll);
          else resolve();
        };
        requestAnimationFrame(scroll);
      }),
    [FRAMES, STEP] as const,
  );
  await session.send("Tracing.end");
  await ended;
  await session.detach();
  return workByFrame(events);
}

/** Sums what the thread of the page did between two frames. */
function workByFrame(events: readonly Task[]): number[] {
  const marks = events.filter(({ name }) => name === "frame").sort((a, b) => a.ts - b.ts);
  const own = marks[0];
  if (!own) throw new Error("the trace has no frames");
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name.endsWith("RunTask") && ph === "X" && pid === own.pid && tid === own.tid,
  );
  return marks.slice(1).map((mark, at) => {
    const from = marks[at]?.ts ?? 0;
    const inside = tasks.filter(({ ts }) => ts >= from && ts < mark.ts);
    return inside.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0) / 1000;
  });
}

export function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(0.95 * sorted.length)] ?? 0;
}
