import type { QueryClient } from "@tanstack/react-query";
import type { Correction } from "../api/client.ts";
import { unitOf } from "../api/questions.ts";
import { loadRow, rowAt } from "./store.ts";

/** A correction with the versions that it is made of. */
export interface SeenCorrection {
  readonly correction: Correction;
  readonly seen: readonly string[];
}

/** The versions of the rows that a correction speaks of: what it is made of. */
export async function versionsFor(questions: QueryClient, id: string, correction: Correction): Promise<string[]> {
  const rows = await Promise.all(
    [correction.position, ...besideOf(correction)].map((position) => loadRow(questions, id, position)),
  );
  return rows.flatMap((row) => (row ? [row.version] : []));
}

/** The same of rows that are there already; undefined where one is not. */
export function versionsInSight(questions: QueryClient, id: string, correction: Correction): string[] | undefined {
  const rows = [correction.position, ...besideOf(correction)].map((position) => rowAt(questions, id, position));
  const versions = rows.flatMap((row) => (row ? [row.version] : []));
  return versions.length === rows.length ? versions : undefined;
}

/** Positions of the other rows that a correction speaks of. */
function besideOf(correction: Correction): number[] {
  if ("unit" in correction && correction.unit !== undefined) return [];
  const { position } = correction;
  if (correction.action === "merge") return Array.from({ length: correction.count - 1 }, (_, at) => position + 1 + at);
  if (correction.action === "move") return [position + (correction.to === "before" ? -1 : 1)];
  if (correction.action === "link") return [correction.other];
  return [];
}

/** Corrections with what stands there now. */
export async function seenNow(
  questions: QueryClient,
  id: string,
  corrections: readonly Correction[],
): Promise<SeenCorrection[]> {
  const seen: SeenCorrection[] = [];
  for (const correction of corrections) {
    const unit = "unit" in correction && correction.unit !== undefined ? await unitOf(correction.unit) : undefined;
    seen.push({ correction, seen: unit ? [unit.version] : await versionsFor(questions, id, correction) });
  }
  return seen;
}
