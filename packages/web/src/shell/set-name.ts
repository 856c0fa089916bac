import { useCallback } from "react";
import { useTranslations } from "use-intl";

/** What a document set is told by: of a unit, that of its set. */
interface NamedSet {
  readonly id: string;
  readonly symbol: string;
}

/** The id of the set that units are put into which other tools add, and its beginning in other memories. */
const ADDED = /^added(?:-|$)/;

/** What a person reads of a document set: its symbol; of the one that other tools fill, what it is. */
export function useSetName(): (set: NamedSet) => string {
  const t = useTranslations("shell");
  return useCallback(({ id, symbol }) => (symbol === id && ADDED.test(id) ? t("addedUnits") : symbol), [t]);
}
