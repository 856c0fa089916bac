import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { Row } from "../api/client.ts";
import { usePreferences } from "../settings/preferences.ts";
import { useStroke } from "../settings/stroke.tsx";
import { notify } from "../shell/notices.tsx";
import type { Corrections } from "./corrections.ts";
import { onCorrecting } from "./made.ts";
import { rowAt } from "./store.ts";

/** A link of two rows, which is made in two steps. */
export interface Linking {
  /** The row that waits for another, as it was seen; undefined where none does. */
  readonly waiting: Row | undefined;
  /** Lets a row wait, or links the one that waits with it. @returns the work, if it is sent */
  readonly link: (position: number) => Promise<unknown> | undefined;
  /** Links nothing. */
  readonly cancel: () => void;
}

/** Links rows of a document set. Escape, and whatever else is corrected, ends the waiting: no later key meets it unawares. */
export function useLinking(id: string, correct: Corrections["correct"]): Linking {
  const t = useTranslations("rows");
  const questions = useQueryClient();
  const { keys } = usePreferences();
  const stroke = useStroke();
  const [waiting, setWaiting] = useState<Row>();
  const cancel = (): void => setWaiting(undefined);

  useEffect(() => {
    if (!waiting) return;
    const end = (): void => setWaiting(undefined);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      end();
      notify(t("linkCancelled", { row: waiting.position + 1 }));
    };
    addEventListener("keydown", onKey);
    const stop = onCorrecting(id, end);
    return () => {
      removeEventListener("keydown", onKey);
      stop();
    };
  }, [id, waiting, t]);

  const link = (position: number): Promise<unknown> | undefined => {
    const row = rowAt(questions, id, position);
    if (!row) return undefined;
    if (!waiting) {
      setWaiting(row);
      notify(t("linkNext", { row: position + 1, key: stroke(keys.link).join(" "), escape: "Esc" }));
      return undefined;
    }
    cancel();
    if (waiting.id !== row.id) {
      // The row as it was when it was chosen: where another person has moved it since, this is refused.
      const seen = [waiting.version, row.version];
      return correct({ action: "link", position: waiting.position, other: position }, seen);
    }
    notify(t("linkCancelled", { row: position + 1 }));
    return undefined;
  };
  return { waiting, link, cancel };
}
