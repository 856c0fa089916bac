import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import type { Act } from "../settings/keys.ts";
import { notify } from "../shell/notices.tsx";
import { copyText } from "../text/copy.tsx";
import type { ChosenRows } from "./chosen.ts";
import type { Corrections } from "./corrections.ts";
import { nextDoubtful } from "./doubt.ts";
import type { Findings } from "./findings.ts";
import { useLinking } from "./linking.ts";
import type { Cell } from "./row-window.ts";
import { rowAt } from "./store.ts";

/** Rows that a page key goes over. */
const PAGE_KEY = 10;

interface ActsOptions {
  readonly set: DocumentSet;
  readonly languages: readonly string[];
  readonly cell: Cell;
  readonly goTo: (position: number, column: number, align?: "auto" | "center") => void;
  readonly corrections: Pick<Corrections, "correct">;
  readonly chosen: ChosenRows;
  /** Given while versions are compared. */
  readonly findings: Findings | undefined;
}

/** What is done in the grid by a key, a menu or a button, each to a row and a column. */
export function useActs({ set, languages, cell, goTo, corrections: { correct }, chosen, findings }: ActsOptions) {
  const t = useTranslations("rows");
  const f = useTranslations("findings");
  const questions = useQueryClient();
  /** Position of the row whose segments are shown, and whether one is to be cut. */
  const [open, setOpen] = useState<{ position: number; cut: boolean }>();
  const linking = useLinking(set.id, correct);
  const [showsKeys, setShowsKeys] = useState(false);
  const count = set.paragraphs;
  /** The grid keeps the keyboard while what had it is made anew. */
  const keepFocus = (work: Promise<unknown>): void => {
    work.finally(() => goTo(cell.position, cell.column));
  };

  const correctBy = (what: Act, position: number, column: number): void => {
    const language = languages[column] ?? languages[0] ?? "";
    const isThere = rowAt(questions, set.id, position)?.blocks[language] !== undefined;
    const move = (to: "before" | "after") =>
      isThere && keepFocus(correct({ action: "move", position, language, to, blocks: 1 }));
    if (what === "confirm" || what === "reject") keepFocus(correct({ action: what, position }));
    else if (what === "moveUp") position === 0 ? notify(t("nothingAbove"), "refused") : move("before");
    else if (what === "moveDown") position + 1 === count ? notify(t("nothingBelow"), "refused") : move("after");
    else if (what === "unlink") keepFocus(correct({ action: "unlink", position, language }));
    else if (what === "merge") {
      if (position + 1 === count) notify(t("nothingBelow"), "refused");
      else keepFocus(correct({ action: "merge", position, count: 2 }));
    } else {
      const work = linking.link(position);
      if (work) keepFocus(work);
    }
  };

  const copyBy = async (what: "copy" | "address", position: number, column: number): Promise<void> => {
    const row = rowAt(questions, set.id, position);
    const text = row?.blocks[languages[column] ?? ""]?.map((block) => block.text).join("\n") ?? "";
    const isDone = await copyText(what === "copy" ? text : addressOf(set.id, languages, position, row?.id));
    const said = what === "copy" ? "copied" : "addressCopied";
    notify(t(isDone ? said : "notCopied", { row: position + 1 }), isDone ? "done" : "refused");
  };

  const goBy = async (what: Act, position: number, column: number): Promise<void> => {
    const by: Partial<Record<Act, number>> = { up: -1, down: 1, pageUp: -PAGE_KEY, pageDown: PAGE_KEY };
    if (by[what] !== undefined) return goTo(position + by[what], column);
    if (what === "before" || what === "after") return goTo(position, column + (what === "after" ? 1 : -1));
    if (what === "first" || what === "last") return goTo(what === "first" ? 0 : count - 1, column);
    if (what === "nextDoubtful") {
      const next = await nextDoubtful(set.id, position + 1);
      return next === undefined ? notify(t("noDoubt")) : goTo(next, column);
    }
    if (!findings) return;
    const next = what === "nextFinding" ? findings.after(position) : findings.before(position);
    if (next === undefined) notify(f(what === "nextFinding" ? "noNext" : "noPrevious"));
    else goTo(next, column, "center");
  };

  const act = async (what: Act, position: number, column: number, through = false): Promise<void> => {
    if (what === "split" || (CORRECTING.has(what) && what !== "link")) linking.cancel();
    if (what === "keys") return setShowsKeys(true);
    if (what === "choose") return chosen.toggle(position, through);
    if (what === "copy" || what === "address") return copyBy(what, position, column);
    if (what === "split" || what === "segments")
      return setOpen(
        open?.position === position && what === "segments" ? undefined : { position, cut: what === "split" },
      );
    return CORRECTING.has(what) ? correctBy(what, position, column) : goBy(what, position, column);
  };
  return { act, open, close: () => setOpen(undefined), waiting: linking.waiting, showsKeys, setShowsKeys };
}

const CORRECTING: ReadonlySet<Act> = new Set(["confirm", "reject", "merge", "moveUp", "moveDown", "unlink", "link"]);

/** The address of a row: its id finds it whatever becomes of the rows around it, its position where to look first. */
function addressOf(set: string, languages: readonly string[], position: number, id: number | undefined): string {
  const asked = [`languages=${languages.join(",")}`, `row=${position + 1}`, ...(id === undefined ? [] : [`at=${id}`])];
  return `${location.origin}/documents/${encodeURIComponent(set)}?${asked.join("&")}`;
}
