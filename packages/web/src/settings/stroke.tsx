import { useTranslations } from "use-intl";
import { partsOf } from "./keys.ts";

/** Keys that are named in the reader's language. */
const NAMED = ["Enter", "Space", "Shift", "PageDown", "PageUp", "Home", "End"] as const;

/** Names a key and what is held with it, in the reader's language, each for itself. */
export function useStroke(): (stroke: string) => string[] {
  const t = useTranslations("keys.name");
  return (stroke) =>
    partsOf(stroke).map((part) => {
      const named = NAMED.find((own) => own === part);
      return named ? t(named) : part;
    });
}

/** A key, and what is held with it. */
export function Stroke({ stroke }: { readonly stroke: string }) {
  // Blanks between them: read aloud, and copied, they are words.
  return useStroke()(stroke).flatMap((part) => [<kbd key={part}>{part}</kbd>, " "]);
}
