import type { Row } from "../api/client.ts";
import { lookThrough } from "./store.ts";

/** Below this a row wants a person's look. */
const DOUBTFUL = 0.8;

/** Whether nobody has settled a row that the aligner was not sure of. */
export const isDoubtful = ({ status, confidence }: Pick<Row, "status" | "confidence">): boolean =>
  status === "automatic" && confidence < DOUBTFUL;

/** The position of the next row to look at; undefined where there is none from there to the end. */
export const nextDoubtful = async (id: string, from: number): Promise<number | undefined> =>
  (await lookThrough(id, from, isDoubtful))?.position;
