import { SextantError } from "./error.ts";

/** A setting: a variable of the environment. */
interface Setting {
  readonly type: "folder" | "database address" | "program" | "HTTP address" | "switch" | "number above 0";
  /** The value if the variable is missing or empty; undefined if there is none. */
  readonly default: string | undefined;
  /** What the setting is for, a phrase for a person. */
  readonly meaning: string;
}

/** Every setting of Sextant. The table of docs/settings.md is made from it. */
export const SETTINGS = {
  SEXTANT_DATA: { type: "folder", default: "data", meaning: "the folder that holds `memory.sqlite`" },
  SEXTANT_DATABASE_URL: {
    type: "database address",
    default: undefined,
    meaning:
      "a PostgreSQL database that holds the memory in place of the file: `postgres://user:password@host/database`",
  },
  SEXTANT_DOCUMENT_SYSTEM: {
    type: "HTTP address",
    default: "https://documents.un.org/api/symbol/access",
    meaning: "where `sextant fetch` gets official documents",
  },
  SEXTANT_SOFFICE: {
    type: "program",
    default: "soffice",
    meaning: "LibreOffice, which converts RTF and old Word files",
  },
  SEXTANT_READ_SECONDS: {
    type: "number above 0",
    default: "60",
    meaning: "how long the reading of one document may take, in seconds",
  },
  SEXTANT_READ_MEMORY_MB: {
    type: "number above 0",
    default: "1024",
    meaning: "how much memory the reading of one document may take, in MB",
  },
  SEXTANT_READ_FILE_MB: {
    type: "number above 0",
    default: "100",
    meaning: "how large a document may be, in MB",
  },
  SEXTANT_DEBUG: {
    type: "switch",
    default: undefined,
    meaning: "whether errors are shown with their stack: `1` or `0`",
  },
} as const satisfies Record<string, Setting>;

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;

/** The form of each type of setting, and its description. */
const FORMS: Readonly<Record<Setting["type"], readonly [form: RegExp, says: string]>> = {
  folder: [/^[^\0]+$/, "a path"],
  program: [/^[^\0]+$/, "a name or a path"],
  "database address": [/^postgres(?:ql)?:\/\/./, "an address that begins with postgres://"],
  "HTTP address": [/^https?:\/\/./, "an address that begins with http:// or https://"],
  switch: [/^[01]$/, "1 or 0"],
  "number above 0": [/^(?!0+(?:\.0*)?$)\d{1,6}(?:\.\d+)?$/, "a number above 0"],
};

/**
 * Returns a setting from the environment, or its default.
 *
 * @throws {SextantError} `invalid-setting` if its value is not of its type; the message does not repeat the value,
 *   which may hold a password
 */
export function setting<Name extends SettingName>(
  name: Name,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | (typeof SETTINGS)[Name]["default"] {
  const value = environment[name];
  if (value === undefined || value === "") return SETTINGS[name].default;
  const [form, says] = FORMS[SETTINGS[name].type];
  if (!form.test(value)) throw new SextantError("invalid-setting", `${name} has to be ${says}`);
  return value;
}

/**
 * Checks every setting of the environment.
 *
 * @throws {SextantError} `invalid-setting`, for the first that is wrong
 */
export function checkSettings(environment: Readonly<Record<string, string | undefined>> = process.env): void {
  for (const name of Object.keys(SETTINGS) as SettingName[]) setting(name, environment);
}
