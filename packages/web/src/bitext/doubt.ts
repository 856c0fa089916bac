import type { Row } from "../api/client.ts";
import { rowsFrom } from "../api/questions.ts";

/** Below this a row wants a person's look. */
const DOUBTFUL = 0.8;
/** Rows that are looked through at a time: the most that the server gives. */
const LOOKED_AT = 500;

/** Whether nobody has settled a row that the aligner was not sure of. */
export const isDoubtful = ({ status, confidence }: Pick<Row, "status" | "confidence">): boolean =>
  status === "automatic" && confidence < DOUBTFUL;

/** The position of the next row to look at; undefined where there is none from there to the end. */
export async function nextDoubtful(id: string, from: number, count: number): Promise<number | undefined> {
  for (let at = from; at < count; at += LOOKED_AT) {
    const found = (await rowsFrom(id, at, LOOKED_AT)).find(isDoubtful);
    if (found) return found.position;
  }
  return undefined;
}
