/**
 * What the pages show lives in their addresses, so that it can be sent to a colleague, and Back goes back. What an address
 * says wrongly is left out: the page says what it shows.
 */

/** How a search may be narrowed: parameters of the API's search, by its names. */
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
  "leaveOut",
  "prefer",
] as const;
export type Narrowing = (typeof NARROWINGS)[number];
export type Narrowed = { readonly [key in Narrowing]?: string };

export interface SearchView extends Narrowed {
  /** The phrase, symbol or text that is searched. */
  readonly q: string;
  /** Its language; detected where absent. */
  readonly in?: string;
  /** A rendering: only hits whose marked translation it is, are shown. */
  readonly rendering?: string;
}

export interface DocumentView {
  /** Languages side by side, in this order, separated by commas. */
  readonly languages?: string;
  /** Position of the row to bring into view, from 1, as the page shows it. */
  readonly row?: number;
  /** Id of that row, which stays whatever becomes of the rows around it. */
  readonly at?: number;
  /** Whether what the versions do not say alike is shown. */
  readonly compare?: "true";
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

export function searchViewOf(query: Record<string, unknown>): SearchView {
  const within = textOf(query.in);
  const rendering = textOf(query.rendering);
  return {
    q: textOf(query.q) ?? "",
    ...(within && { in: within }),
    ...(rendering && { rendering }),
    ...narrowedOf(query),
  };
}

/** What hits are from: a document set by its id, an organ, a memory by its name. */
export interface Origin {
  readonly kind: "documentSet" | "body" | "memory";
  readonly name: string;
}

/** Origins as an address and the API name them: `documentSet:UDHR,body:A/C.3`. What is none is passed over. */
export function originsIn(named: string | undefined): Origin[] {
  return (named ?? "").split(",").flatMap((own) => {
    const [, kind, name] = /^(documentSet|body|memory):(.*\S.*)$/su.exec(own) ?? [];
    return kind && name ? [{ kind: kind as Origin["kind"], name }] : [];
  });
}

export const writtenOrigins = (origins: readonly Origin[]): string =>
  origins.map(({ kind, name }) => `${kind}:${name}`).join(",");

/** What a narrowing may say, where not every text is an answer. */
const SAID: { readonly [key in Narrowing]?: RegExp } = {
  match: /^(?:phrase|words)$/,
  place: /^(?:anywhere|prefix|word)$/,
  exact: /^(?:true|false)$/,
  year: /^[1-9]\d{3}$/,
  status: /^(?:automatic|confirmed|rejected)$/,
};

/** The narrowings of a view or an address, without what is blank, and what the API would not understand. */
export function narrowedOf(query: Record<string, unknown>): Narrowed {
  return Object.fromEntries(
    NARROWINGS.flatMap((key) => {
      const said = textOf(query[key]);
      const value = key === "leaveOut" || key === "prefer" ? writtenOrigins(originsIn(said)) : said;
      return value && (SAID[key]?.test(value) ?? true) ? [[key, value]] : [];
    }),
  );
}

/** What keeps hits from being shown: the order of hits does not. */
export const filtersOf = ({ prefer: _, ...filters }: Narrowed): readonly string[] => Object.keys(filters);

export function documentViewOf(query: Record<string, unknown>): DocumentView {
  const languages = textOf(query.languages);
  const [row, at] = [Number(query.row), Number(query.at)];
  return {
    ...(languages && { languages }),
    ...(Number.isInteger(row) && row > 0 && { row }),
    ...(Number.isInteger(at) && at > 0 && { at }),
    ...(textOf(query.compare) === "true" && { compare: "true" }),
  };
}

export interface UploadView {
  /** Id of the job that aligns what was uploaded. */
  readonly job?: string;
}

/** Two versions of a text in one language, by the ids of their document sets. */
export interface CompareView {
  readonly old?: string;
  readonly new?: string;
  readonly language?: string;
  /** The language of translations that are used again. */
  readonly to?: string;
}

export function compareViewOf(query: Record<string, unknown>): CompareView {
  const said = (["old", "new", "language", "to"] as const).flatMap((key) => {
    const value = textOf(query[key]);
    return value ? [[key, value]] : [];
  });
  return Object.fromEntries(said);
}

export function uploadViewOf(query: Record<string, unknown>): UploadView {
  const job = textOf(query.job);
  return job ? { job } : {};
}

export interface SignInView {
  /** The page that was wanted: its path, with what is behind `?`. */
  readonly to?: string;
  /** Code of why who was at an OpenID provider did not come in. */
  readonly problem?: string;
}

export function signInViewOf(query: Record<string, unknown>): SignInView {
  const [to, problem] = [textOf(query.to), textOf(query.problem)];
  return { ...(to && { to }), ...(problem && { problem }) };
}

/** A page of these; the first one in place of an address elsewhere. */
export const ownPage = (to: string | undefined): string => (to && /^\/(?![/\\])[^\s\\]*$/u.test(to) ? to : "/");

/** Where a person says who they are, who is at a page. */
export function signInFor({ pathname, search }: Pick<Location, "pathname" | "search">): string {
  return pathname === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(pathname + search)}`;
}

/** Where an address of version 0.1, which held all in its query, leads today; undefined for any other. */
export function addressOfOld(query: Record<string, unknown>): string | undefined {
  const languages = textOf(query.languages);
  const q = textOf(query.q);
  const set = textOf(query.set);
  if (q) {
    const asked = new URLSearchParams({ q });
    const within = textOf(query.in);
    if (within) asked.set("in", within);
    for (const [key, value] of Object.entries(narrowedOf(query))) asked.set(key, value);
    return `/search?${asked}`;
  }
  if (!set) return undefined;
  const row = Number(query.row);
  const asked = new URLSearchParams();
  if (languages) asked.set("languages", languages);
  if (Number.isInteger(row) && query.row !== undefined) asked.set("row", String(row + 1));
  return `/documents/${encodeURIComponent(set)}${asked.size > 0 ? `?${asked}` : ""}`;
}
