import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Asks for a secret: on a terminal without showing it, twice; otherwise the first line of standard input is it. */
export async function askedSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line;
    throw new Error("there is no password on standard input");
  }
  // What is typed is echoed by readline, and here to nowhere.
  const hidden = new Writable({ write: (_piece, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: hidden, terminal: true });
  try {
    const ask = async (shown: string): Promise<string> => {
      process.stderr.write(shown);
      const said = await terminal.question("");
      process.stderr.write("\n");
      return said;
    };
    const secret = await ask(question);
    if ((await ask("The same again: ")) !== secret) throw new Error("the two are not the same");
    return secret;
  } finally {
    terminal.close();
  }
}
