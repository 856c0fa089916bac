import { createHash } from "node:crypto";

/** How far a verdict goes: for the row's texts; for the values wherever they stand in the document set; in every document set. */
export const VERDICT_SCOPES = ["row", "document", "pair"] as const;
export type VerdictScope = (typeof VERDICT_SCOPES)[number];

/** What of a finding a verdict is about. */
export interface JudgedFinding {
  /** The same for the same fault in the same texts. */
  readonly id: string;
  readonly type: string;
  /** Normal values by language. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** What a verdict is found by: the finding's id for a row, else its type and values. */
export function keyOf({ id, type, values }: JudgedFinding, scope: VerdictScope): string {
  if (scope === "row") return id;
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([type, sorted]))
    .digest("base64url")
    .slice(0, 22);
}

/** Whether a person said that a finding is no error. */
export const isJudged = (keys: ReadonlySet<string>, finding: JudgedFinding): boolean =>
  VERDICT_SCOPES.some((scope) => keys.has(`${scope} ${keyOf(finding, scope)}`));
