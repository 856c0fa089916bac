import { useEffect, useState } from "preact/hooks";

/** Filters of a search: parameters of the API's search, by its names. */
export const NARROWINGS = [
  "match",
  "place",
  "exact",
  "documentSet",
  "body",
  "year",
  "memories",
  "status",
  "translated",
] as const;
/** Values of the filters that are set. */
export type Narrowed = { readonly [key in (typeof NARROWINGS)[number]]?: string };

/** What the page shows. It is kept in the address, so that it can be sent to a colleague and Back works. */
export interface View {
  /** Id of the document set; the first one if left out. */
  readonly set?: string;
  /** Languages side by side, in this order; if left out, those of the set, French first. */
  readonly languages?: readonly string[];
  /** The phrase that is searched for; left out while rows are read. */
  readonly q?: string;
  /** The language that is searched. */
  readonly in?: string;
  /** Filters of the search. */
  readonly narrowed?: Narrowed;
  /** Position of the row to bring into view. */
  readonly row?: number;
}

/** Returns the query of an address for a view. */
export function addressOf(view: View): string {
  const query = new URLSearchParams();
  if (view.set) query.set("set", view.set);
  if (view.languages?.length) query.set("languages", view.languages.join(","));
  if (view.q) query.set("q", view.q);
  if (view.q && view.in) query.set("in", view.in);
  if (view.q) for (const [key, value] of Object.entries(view.narrowed ?? {})) query.set(key, value);
  if (view.row !== undefined) query.set("row", String(view.row));
  const text = query.toString().replaceAll("%2C", ",");
  return text ? `/?${text}` : "/";
}

function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  const set = query.get("set");
  const languages = query.get("languages")?.split(",").filter(Boolean);
  const q = query.get("q");
  const within = query.get("in");
  const narrowed = Object.fromEntries(
    NARROWINGS.flatMap((key) => {
      const value = query.get(key);
      return value ? [[key, value]] : [];
    }),
  );
  const row = query.get("row");
  return {
    ...(set && { set }),
    ...(languages?.length && { languages }),
    ...(q && { q }),
    ...(within && { in: within }),
    ...(Object.keys(narrowed).length > 0 && { narrowed }),
    ...(row && /^\d+$/.test(row) && { row: Number(row) }),
  };
}

/** Returns the view of the address, and a function that changes it. */
export function useView(): [View, (view: View) => void] {
  const [view, setView] = useState(() => viewOf(location.search));
  useEffect(() => {
    const back = (): void => setView(viewOf(location.search));
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  return [
    view,
    (next) => {
      history.pushState(null, "", addressOf(next));
      setView(next);
    },
  ];
}
