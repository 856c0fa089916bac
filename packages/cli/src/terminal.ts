import { styleText } from "node:util";
import { SingleBar } from "cli-progress";

/** Colours and styles of a terminal, by their names in Node. */
export type Style = Parameters<typeof styleText>[0];

/** Colours a text if standard output is a terminal with colours. */
export const colour = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

/** Isolates a right-to-left text, so that its direction does not affect others (Unicode's isolates). */
export const isolate = (text: string): string => (/\p{Script=Arabic}/u.test(text) ? `\u2068${text}\u2069` : text);

const hex = (character: string): string => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;

/** Writes out the characters that steer a terminal, as `\x1b`: a message may quote what a file holds. Lines and tabs stay. */
export const printable = (message: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  message.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, hex);

/** The same for the name of a file, which is on one line and in one direction. */
export const printableName = (name: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  name.replace(/[\0-\x1f\x7f-\x9f]/g, hex).replace(/[\u202a-\u202e\u2066-\u2069]/g, "");

/** Shows a progress bar on standard error, if that is a terminal; otherwise nothing. */
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
      // Work between updates blocks the thread, so the bar cannot draw itself on a timer.
      (bar as unknown as { render(): void }).render();
    },
    stop: () => bar.stop(),
  };
}

/** Counts things in words: `1 unit`, `2,000 units`. */
export function counted(number: number, thing: string): string {
  return `${number.toLocaleString("en")} ${thing}${number === 1 ? "" : "s"}`;
}
