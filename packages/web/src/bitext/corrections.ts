import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { type Change, type Corrected, type Correction, client } from "../api/client.ts";
import { unitOf } from "../api/questions.ts";
import { sendOnce } from "../api/sending.ts";
import { notify, refused } from "../shell/notices.tsx";
import { loadRow, patchRow, renewRows, rowAt } from "./store.ts";

/** What a person does to the rows of a document set. */
export interface Corrections {
  /** @returns whether it was done; where not, the person was told */
  readonly correct: (correction: Correction, seen?: readonly string[]) => Promise<boolean>;
  /** Makes corrections one after the other, which one undo takes back. @returns how many were made: up to the first that was refused */
  readonly correctAll: (corrections: readonly SeenCorrection[]) => Promise<number>;
  /** Takes back the last correction made in this window, or the one named. */
  readonly undo: (change?: number) => Promise<void>;
  /** Makes the correction again that was last taken back. */
  readonly redo: () => Promise<void>;
}

/** A correction with the versions that it is made of. */
export interface SeenCorrection {
  readonly correction: Correction;
  readonly seen: readonly string[];
}

/** A correction that was made, and the change that it became. */
interface Step {
  readonly change: number;
  readonly correction: Correction;
}

/** Corrections made in this window, the last at the end; and those that were taken back: one or many at a time. */
interface Made {
  done: (readonly Step[])[];
  undone: (readonly Correction[])[];
  /** Whether any was ever made. */
  hasAny: boolean;
  /** How many things are under way, or wait. */
  waiting: number;
  /**
   * Of rows that were confirmed or rejected by what is under way, and are otherwise as they were seen: the version now, by the one
   * before.
   */
  readonly versions: Map<string, string>;
  /** What is being done: one thing after the other, each on what the one before has left. */
  last: Promise<unknown>;
  /** Told when anything is begun. */
  readonly listeners: Set<() => void>;
}
const all = new Map<string, Made>();

/** Does a piece of work when what was begun before it is done. */
function inTurn<T>(made: Made, work: () => Promise<T>): Promise<T> {
  for (const listener of made.listeners) listener();
  const turn = made.last.then(work);
  made.waiting++;
  made.last = turn
    .catch(() => undefined)
    .finally(() => {
      // What is done from now on is done to what is in sight now.
      if (--made.waiting === 0) made.versions.clear();
    });
  return turn;
}

function madeIn(id: string): Made {
  const known = all.get(id);
  if (known) return known;
  const last = Promise.resolve();
  const made: Made = {
    done: [],
    undone: [],
    hasAny: false,
    waiting: 0,
    versions: new Map(),
    last,
    listeners: new Set(),
  };
  all.set(id, made);
  return made;
}

/** Tells what was undone or made again: the last of it alone is so. */
const told = (text: string): void => notify(text, "done", "undoing");

/** Tells when a correction of a document set is begun in this window, undone or made again. @returns what ends that */
export function onCorrecting(id: string, listener: () => void): () => void {
  const { listeners } = madeIn(id);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Corrections of a document set. A row is shown at once as it will be; where the server refuses, it is shown as it is there,
 * and the person is told. Nothing that another person changed is overwritten: each correction names the versions it saw.
 */
export function useCorrections(id: string): Corrections {
  const questions = useQueryClient();
  const t = useTranslations("correct");
  const made = madeIn(id);

  const send = useCallback(
    async (correction: Correction, seen?: readonly string[]): Promise<boolean> => {
      const before = questions.getQueriesData({ queryKey: ["rows", id] });
      try {
        const versions = seen ?? (await versionsFor(questions, id, correction));
        showAtOnce(questions, id, correction);
        made.done.push([await corrected(made, id, correction, versions)]);
        return true;
      } catch (error) {
        for (const [key, rows] of before) questions.setQueryData(key, rows);
        refused(error);
        return false;
      } finally {
        await renewRows(questions, id);
      }
    },
    [questions, id, made],
  );
  const correct = useCallback(
    (correction: Correction, seen?: readonly string[]) => {
      made.undone = [];
      // The rows as they are in sight now: where what is under way changes them, this is refused, and no other row is met.
      const versions = seen ?? versionsInSight(questions, id, correction);
      return inTurn(made, () => send(correction, versions));
    },
    [send, made, questions, id],
  );
  const sendAll = useCallback(
    async (corrections: readonly SeenCorrection[]): Promise<number> => {
      const step: Step[] = [];
      try {
        for (const { correction, seen } of corrections) step.push(await corrected(made, id, correction, seen));
      } catch (error) {
        refused(error);
      } finally {
        if (step.length > 0) made.done.push(step);
        await renewRows(questions, id);
      }
      return step.length;
    },
    [questions, id, made],
  );
  const correctAll = useCallback(
    (corrections: readonly SeenCorrection[]) => {
      made.undone = [];
      return inTurn(made, () => sendAll(corrections));
    },
    [sendAll, made],
  );
  const takeBack = useCallback(
    async (named?: number): Promise<void> => {
      const step = named === undefined ? made.done.at(-1)?.map(({ change }) => change) : [named];
      if (!step) return told(t(made.hasAny ? "nothingMoreToUndo" : "nothingToUndo"));
      const taken: Correction[] = [];
      // Rows have the versions again that they had.
      made.versions.clear();
      try {
        for (const change of step.toReversed()) {
          const param = { id, change: String(change) };
          const { correction } = await sendOnce<Change>((header) =>
            client.api["document-sets"][":id"].changes[":change"].$delete({ param, header }),
          );
          taken.unshift(correction);
        }
        const [first] = taken;
        if (taken.length > 1) told(t("undoneMany", { count: taken.length }));
        else if (first) told(t("undone", { action: t(`action.${first.action}`), row: first.position + 1 }));
      } catch (error) {
        refused(error);
      } finally {
        // What cannot be taken back any more does not stand in the way of what can.
        made.done = made.done
          .map((own) => own.filter(({ change }) => !step.includes(change)))
          .filter((own) => own.length > 0);
        if (taken.length > 0) made.undone.push(taken);
        await renewRows(questions, id);
      }
    },
    [questions, id, t, made],
  );
  const undo = useCallback((named?: number) => inTurn(made, () => takeBack(named)), [takeBack, made]);
  const redo = useCallback(
    () =>
      inTurn(made, async (): Promise<void> => {
        const step = made.undone.pop();
        if (!step) return told(t("nothingToRedo"));
        const [first] = step;
        if (step.length === 1 && first) {
          const row = first.position + 1;
          if (await send(first)) told(t("redone", { action: t(`action.${first.action}`), row }));
          return;
        }
        const count = await sendAll(await seenNow(questions, id, step));
        if (count > 0) told(t("redoneMany", { count }));
      }),
    [send, sendAll, t, made, questions, id],
  );
  return { correct, correctAll, undo, redo };
}

/** Makes a correction. @param seen the versions that it is made of */
async function corrected(made: Made, id: string, correction: Correction, seen: readonly string[]): Promise<Step> {
  const version = seen.map((own) => versionNow(made, own));
  const json = { ...correction, version };
  const { change, rows } = await sendOnce<Corrected>((header) =>
    client.api["document-sets"][":id"].corrections.$post({ param: { id }, json, header }),
  );
  const [before] = version;
  made.hasAny = true;
  const isSeen = correction.action === "confirm" || correction.action === "reject";
  const now = rows.find((row) => before !== undefined && isOfOne(row.version, before))?.version;
  if (isSeen && before !== undefined && now !== undefined && now !== before) made.versions.set(before, now);
  return { change, correction };
}

/** Whether two versions, such as r17-3 and r17-4, are of one row. */
const isOfOne = (one: string, other: string): boolean => one.split("-")[0] === other.split("-")[0];

/** What a version has become by what was only said of its row in this window: it is no other row than was seen. */
function versionNow({ versions }: Made, seen: string): string {
  let now = seen;
  for (let next = versions.get(now); next !== undefined; next = versions.get(now)) now = next;
  return now;
}

/** The versions of the rows that a correction speaks of: what it is made of. */
async function versionsFor(questions: QueryClient, id: string, correction: Correction): Promise<string[]> {
  const rows = await Promise.all(
    [correction.position, ...besideOf(correction)].map((position) => loadRow(questions, id, position)),
  );
  return rows.flatMap((row) => (row ? [row.version] : []));
}

/** The same of rows that are there already; undefined where one is not. */
function versionsInSight(questions: QueryClient, id: string, correction: Correction): string[] | undefined {
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

/** Shows what needs no answer to be known. */
function showAtOnce(questions: QueryClient, id: string, correction: Correction): void {
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

/** Corrections with what stands there now. */
async function seenNow(
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
