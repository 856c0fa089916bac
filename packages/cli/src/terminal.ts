import { styleText } from "node:util";
import { SingleBar } from "cli-progress";

export type Style = Parameters<typeof styleText>[0];

/** Coloured text where standard output is a terminal that has colours. */
export const colour = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

/** A text of a right-to-left language among others keeps its direction to itself (Unicode's isolates). */
export const isolate = (text: string): string => (/\p{Script=Arabic}/u.test(text) ? `\u2068${text}\u2069` : text);

/** A bar on standard error while work goes on, if that is a terminal; otherwise nothing. */
export function progressBar(label: string): { update(done: number, total: number): void; stop(): void } {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new SingleBar({
    format: `${label} {bar} {value}/{total}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let started = false;
  return {
    update(done, total) {
      if (!started) bar.start(total, done);
      else {
        bar.setTotal(total);
        bar.update(done);
      }
      started = true;
      // Work between updates holds the thread, so the bar cannot draw itself on a timer.
      (bar as unknown as { render(): void }).render();
    },
    stop: () => bar.stop(),
  };
}

/** A number of things: `1 unit`, `2,000 units`. */
export function counted(number: number, thing: string): string {
  return `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
}
