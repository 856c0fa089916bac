import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { type Change, type Corrected, type Correction, client } from "../api/client.ts";
import { sendOnce } from "../api/sending.ts";
import { notify, refused } from "../shell/notices.tsx";
import { showAtOnce } from "./at-once.ts";
import { type Made, madeIn, type Step } from "./made.ts";
import { type SeenCorrection, seenNow, versionsFor, versionsInSight } from "./seen.ts";
import { renewRows } from "./store.ts";

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

/**
 * Corrections of a document set. A row is shown at once as it will be; where the server refuses, it is shown as it is there,
 * and the person is told. Nothing that another person changed is overwritten: each correction names the versions it saw.
 */
export function useCorrections(id: string): Corrections {
  const questions = useQueryClient();
  const t = useTranslations("correct");
  return useMemo(() => new SentCorrections(id, questions, t), [id, questions, t]);
}

/** Corrections that are sent to the server, one after the other. */
class SentCorrections implements Corrections {
  readonly #id: string;
  readonly #questions: QueryClient;
  readonly #t: ReturnType<typeof useTranslations<"correct">>;
  readonly #made: Made;

  constructor(id: string, questions: QueryClient, t: ReturnType<typeof useTranslations<"correct">>) {
    this.#id = id;
    this.#questions = questions;
    this.#t = t;
    this.#made = madeIn(id);
  }

  readonly correct = (correction: Correction, seen?: readonly string[]): Promise<boolean> => {
    this.#made.undone = [];
    // The rows as they are in sight now: where what is under way changes them, this is refused, and no other row is met.
    const versions = seen ?? versionsInSight(this.#questions, this.#id, correction);
    return this.#made.inTurn(() => this.#send(correction, versions));
  };

  readonly correctAll = (corrections: readonly SeenCorrection[]): Promise<number> => {
    this.#made.undone = [];
    return this.#made.inTurn(() => this.#sendAll(corrections));
  };

  readonly undo = (change?: number): Promise<void> => this.#made.inTurn(() => this.#takeBack(change));

  readonly redo = (): Promise<void> => this.#made.inTurn(() => this.#makeAgain());

  async #send(correction: Correction, seen?: readonly string[]): Promise<boolean> {
    const before = this.#questions.getQueriesData({ queryKey: ["rows", this.#id] });
    try {
      const versions = seen ?? (await versionsFor(this.#questions, this.#id, correction));
      showAtOnce(this.#questions, this.#id, correction);
      this.#made.done.push([await this.#corrected(correction, versions)]);
      return true;
    } catch (error) {
      for (const [key, rows] of before) this.#questions.setQueryData(key, rows);
      refused(error);
      return false;
    } finally {
      await renewRows(this.#questions, this.#id);
    }
  }

  async #sendAll(corrections: readonly SeenCorrection[]): Promise<number> {
    const step: Step[] = [];
    try {
      for (const { correction, seen } of corrections) step.push(await this.#corrected(correction, seen));
    } catch (error) {
      refused(error);
    } finally {
      if (step.length > 0) this.#made.done.push(step);
      await renewRows(this.#questions, this.#id);
    }
    return step.length;
  }

  /** Makes a correction. @param seen the versions that it is made of */
  async #corrected(correction: Correction, seen: readonly string[]): Promise<Step> {
    const version = seen.map((own) => this.#made.versionNow(own));
    const json = { ...correction, version };
    const { change, rows } = await sendOnce<Corrected>((header) =>
      client.api["document-sets"][":id"].corrections.$post({ param: { id: this.#id }, json, header }),
    );
    this.#made.hasAny = true;
    const [before] = version;
    const isOnlySaid = correction.action === "confirm" || correction.action === "reject";
    const now = rows.find((row) => before !== undefined && isOfOne(row.version, before))?.version;
    if (isOnlySaid && before !== undefined && now !== undefined) this.#made.noteSaid(before, now);
    return { change, correction };
  }

  /** Takes back the changes of the last step, or the one named. */
  async #takeBack(named: number | undefined): Promise<void> {
    const made = this.#made;
    const step = named === undefined ? made.done.at(-1)?.map(({ change }) => change) : [named];
    if (!step) return told(this.#t(made.hasAny ? "nothingMoreToUndo" : "nothingToUndo"));
    const taken: Correction[] = [];
    // Rows have the versions again that they had.
    made.forgetVersions();
    try {
      for (const change of step.toReversed()) {
        const param = { id: this.#id, change: String(change) };
        const { correction } = await sendOnce<Change>((header) =>
          client.api["document-sets"][":id"].changes[":change"].$delete({ param, header }),
        );
        taken.unshift(correction);
      }
      const [first] = taken;
      if (taken.length > 1) told(this.#t("undoneMany", { count: taken.length }));
      else if (first) told(this.#t("undone", { action: this.#t(`action.${first.action}`), row: first.position + 1 }));
    } catch (error) {
      refused(error);
    } finally {
      // What cannot be taken back any more does not stand in the way of what can.
      made.done = made.done
        .map((own) => own.filter(({ change }) => !step.includes(change)))
        .filter((own) => own.length > 0);
      if (taken.length > 0) made.undone.push(taken);
      await renewRows(this.#questions, this.#id);
    }
  }

  /** Makes again what was last taken back. */
  async #makeAgain(): Promise<void> {
    const step = this.#made.undone.pop();
    if (!step) return told(this.#t("nothingToRedo"));
    const [first] = step;
    if (step.length === 1 && first) {
      const row = first.position + 1;
      if (await this.#send(first)) told(this.#t("redone", { action: this.#t(`action.${first.action}`), row }));
      return;
    }
    const count = await this.#sendAll(await seenNow(this.#questions, this.#id, step));
    if (count > 0) told(this.#t("redoneMany", { count }));
  }
}

/** Tells what was undone or made again: the last of it alone is so. */
const told = (text: string): void => notify(text, "done", "undoing");

/** Whether two versions, such as r17-3 and r17-4, are of one row. */
const isOfOne = (one: string, other: string): boolean => one.split("-")[0] === other.split("-")[0];
