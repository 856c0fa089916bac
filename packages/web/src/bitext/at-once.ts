import type { QueryClient } from "@tanstack/react-query";
import type { Correction } from "../api/client.ts";
import { patchRow, rowAt } from "./store.ts";

/** Shows of a correction what needs no answer to be known. */
export function showAtOnce(questions: QueryClient, id: string, correction: Correction): void {
  if ("unit" in correction && correction.unit !== undefined) return;
  const { position } = correction;
  if (correction.action === "confirm") patchRow(questions, id, position, { status: "confirmed" });
  if (correction.action === "reject") patchRow(questions, id, position, { status: "rejected" });
  if (correction.action === "merge" && correction.count === 2) {
    const [first, second] = [rowAt(questions, id, position), rowAt(questions, id, position + 1)];
    if (!first || !second) return;
    const blocks = { ...first.blocks };
    for (const [language, own] of Object.entries(second.blocks))
      blocks[language] = [...(blocks[language] ?? []), ...own];
    patchRow(questions, id, position, { blocks, status: "confirmed" });
    patchRow(questions, id, position + 1, { blocks: {} });
  }
}
