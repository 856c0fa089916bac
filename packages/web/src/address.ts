import { useEffect, useState } from "preact/hooks";

/** What the page shows. It lives in the address, so that it can be sent to a colleague, and Back goes back. */
export interface View {
  /** Id of the document set; the first one if absent. */
  readonly set?: string;
  /** Languages side by side, in this order; the set's, French first, if absent. */
  readonly languages?: readonly string[];
  /** The phrase searched for; absent while rows are read. */
  readonly q?: string;
  /** The language searched. */
  readonly in?: string;
  /** Position of the row to bring into view. */
  readonly row?: number;
}

export function addressOf(view: View): string {
  const query = new URLSearchParams();
  if (view.set) query.set("set", view.set);
  if (view.languages?.length) query.set("languages", view.languages.join(","));
  if (view.q) query.set("q", view.q);
  if (view.q && view.in) query.set("in", view.in);
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
  const row = query.get("row");
  return {
    ...(set && { set }),
    ...(languages?.length && { languages }),
    ...(q && { q }),
    ...(within && { in: within }),
    ...(row && /^\d+$/.test(row) && { row: Number(row) }),
  };
}

/** The view that the address asks for, and a way to another. */
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
