import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { answerOf, client, type Removed } from "../api/client.ts";
import { notify, notifyUndoable, refused } from "../shell/notices.tsx";

/** What is listed of memories, to be asked again when they change. */
const LISTED = ["document-sets", "memories", "removed"];

/** Does a piece of work, tells what was done or why not, and renews what is listed. */
export function useChange(): (work: () => Promise<unknown>, done?: string) => Promise<void> {
  const questions = useQueryClient();
  return async (work, done) => {
    try {
      await work();
      if (done !== undefined) notify(done);
    } catch (error) {
      refused(error);
    }
    for (const key of LISTED) await questions.invalidateQueries({ queryKey: [key] });
  };
}

/** What is removed or restored, for sentences that name it. */
export interface Named {
  readonly kind: "memory" | "document";
  readonly name: string;
}

/** Removes what can be restored, and restores it. */
export interface Removing {
  /** @param asked the request that removes it */
  readonly remove: (what: Named, asked: Promise<Response>) => Promise<void>;
  readonly restore: (what: Named, id: string) => Promise<void>;
}

/** Nothing is asked before something is removed: it can be undone where it is told, and restored later. */
export function useRemoval(): Removing {
  const t = useTranslations("memories");
  const change = useChange();
  const restore: Removing["restore"] = ({ kind, name }, id) =>
    change(() => answerOf(client.api.removed[":id"].restore.$post({ param: { id } })), t("restored", { kind, name }));
  return {
    restore,
    remove: (what, asked) =>
      change(async () => {
        const { id } = await answerOf<Removed>(asked);
        notifyUndoable(t("removed", { ...what }), { text: t("undo"), act: () => void restore(what, id) });
      }),
  };
}
