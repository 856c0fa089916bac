import type { Locale } from "../settings/preferences.ts";
import type en from "./en.json";

export type Messages = typeof en;

declare module "use-intl" {
  interface AppConfig {
    Locale: string;
    Messages: Messages;
  }
}

/** The messages of each language of the interface, loaded when they are needed. */
const LOADERS: Readonly<Record<Locale, () => Promise<{ default: Messages }>>> = {
  ar: () => import("./ar.json"),
  en: () => import("./en.json"),
  es: () => import("./es.json"),
  fr: () => import("./fr.json"),
  ru: () => import("./ru.json"),
  zh: () => import("./zh.json"),
};

export const messagesIn = async (locale: Locale): Promise<Messages> => (await LOADERS[locale]()).default;
