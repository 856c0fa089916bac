import { useSyncExternalStore } from "react";
import { FIRST_KEYS, type Keys, keptKeys } from "./keys.ts";

/** The languages of the interface: the six official ones. */
export const LOCALES = ["ar", "en", "es", "fr", "ru", "zh"] as const;
export type Locale = (typeof LOCALES)[number];

export const THEMES = ["system", "light", "dark"] as const;
export const DENSITIES = ["comfortable", "compact"] as const;

/** What a person has chosen; kept in this browser only. */
export interface Preferences {
  readonly locale: Locale;
  readonly theme: (typeof THEMES)[number];
  readonly density: (typeof DENSITIES)[number];
  /** Languages side by side, in this order; the first is the one to translate from. Empty until some are chosen. */
  readonly languages: readonly string[];
  /** How the person is called in what they say of findings; empty until they tell. */
  readonly name: string;
  /** The keys that correct rows. */
  readonly keys: Keys;
  /** The last searches, the newest first. */
  readonly searches: readonly string[];
  /** Ids of the last document sets, the newest first. */
  readonly documents: readonly string[];
}

const KEY = "sextant.preferences";
const MAX_RECENT = 8;

function firstLocale(): Locale {
  for (const tag of navigator.languages) {
    const found = LOCALES.find((locale) => tag.toLowerCase().startsWith(locale));
    if (found) return found;
  }
  return "en";
}

function read(): Preferences {
  const first: Preferences = {
    locale: firstLocale(),
    theme: "system",
    density: "comfortable",
    languages: [],
    name: "",
    keys: FIRST_KEYS,
    searches: [],
    documents: [],
  };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>;
    const list = (value: unknown): readonly string[] =>
      Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
    return {
      locale: LOCALES.find((locale) => locale === kept.locale) ?? first.locale,
      theme: THEMES.find((theme) => theme === kept.theme) ?? first.theme,
      density: DENSITIES.find((density) => density === kept.density) ?? first.density,
      languages: list(kept.languages),
      name: typeof kept.name === "string" ? kept.name.slice(0, 100) : first.name,
      keys: keptKeys(kept.keys),
      searches: list(kept.searches).slice(0, MAX_RECENT),
      documents: list(kept.documents).slice(0, MAX_RECENT),
    };
  } catch {
    // Where nothing may be kept, or something else was, the page begins anew.
    return first;
  }
}

let current = read();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Another window of the same browser has chosen. */
addEventListener("storage", ({ key }) => {
  if (key !== KEY) return;
  current = read();
  for (const listener of listeners) listener();
});

export function prefer(chosen: Partial<Preferences>): void {
  current = { ...current, ...chosen };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // The choice holds as long as the page is open.
  }
  for (const listener of listeners) listener();
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, () => current);

/** Puts what was searched or opened first among what was. */
export function remember(kind: "searches" | "documents", value: string): void {
  const before = current[kind];
  if (before[0] !== value)
    prefer({ [kind]: [value, ...before.filter((other) => other !== value)].slice(0, MAX_RECENT) });
}
