import { SextantError } from "./error.ts";

/** A setting: a variable of the environment. */
interface Setting {
  readonly type:
    | "folder"
    | "database address"
    | "program"
    | "HTTP address"
    | "switch"
    | "number above 0"
    | "text"
    | "list"
    | "choice";
  /** What a choice may be. */
  readonly choices?: readonly string[];
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
  SEXTANT_READ_DATABASE_URL: {
    type: "database address",
    default: undefined,
    meaning:
      "a replica of that database, by PostgreSQL's streaming replication; a server asks it in place of the database, while it keeps up: `postgres://user:password@host/database`",
  },
  SEXTANT_REMOVED_DAYS: {
    type: "number above 0",
    default: "30",
    meaning: "days for which a document set or a memory that was removed can be restored; then it is gone for good",
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
  SEXTANT_ACCESS: {
    type: "choice",
    choices: ["local", "tokens", "read"],
    default: "local",
    meaning:
      "who may do what at a server: `local`, whoever comes to it on loopback is one trusted person; `tokens`, only who has an account or a token (`sextant account add`, `sextant token add`); `read`, anyone reads, and the rest takes one of them",
  },
  SEXTANT_SESSION_IDLE_MINUTES: {
    type: "number above 0",
    default: "120",
    meaning: "minutes after which who signed in has to do so again, unless something was asked",
  },
  SEXTANT_SESSION_HOURS: {
    type: "number above 0",
    default: "168",
    meaning: "hours after which who signed in has to do so again, whatever was asked",
  },
  SEXTANT_ADDRESS: {
    type: "HTTP address",
    default: undefined,
    meaning: "where people reach the server, `https://memory.example.org`; an OpenID provider sends them back there",
  },
  SEXTANT_OIDC_ISSUER: {
    type: "HTTP address",
    default: undefined,
    meaning: "an OpenID provider where people sign in: its issuer, `https://login.example.org/realms/office`",
  },
  SEXTANT_OIDC_CLIENT: {
    type: "text",
    default: undefined,
    meaning: "what the server is called at the provider: client id",
  },
  SEXTANT_OIDC_SECRET: { type: "text", default: undefined, meaning: "the client's secret" },
  SEXTANT_OIDC_SCOPES: {
    type: "list",
    default: "profile",
    meaning: "what is asked of the provider beside who somebody is: scopes, separated by commas",
  },
  SEXTANT_OIDC_CLAIM: {
    type: "text",
    default: "groups",
    meaning: "the provider's claim that says which groups somebody is in",
  },
  SEXTANT_OIDC_ROLES: {
    type: "list",
    default: undefined,
    meaning:
      "what a group may do: `translators=translator` in every memory, `treaties=reviser:Treaties` in one; who is in none may do nothing",
  },
  SEXTANT_HOSTS: {
    type: "list",
    default: undefined,
    meaning: "names that requests may call the server by, separated by commas; those of the machine, if left out",
  },
  SEXTANT_ORIGINS: {
    type: "list",
    default: undefined,
    meaning: "origins of other pages that may ask the server: `https://tool.example`",
  },
  SEXTANT_TRUST_PROXY: {
    type: "switch",
    default: "0",
    meaning: "whether a proxy before the server says who asks, and how (X-Forwarded-For, -Proto, -Host): `1` or `0`",
  },
  SEXTANT_REQUESTS_PER_MINUTE: {
    type: "number above 0",
    default: "30000",
    meaning: "requests of one token, or of one address without a token, in a minute",
  },
  SEXTANT_REQUESTS_AT_ONCE: {
    type: "number above 0",
    default: "200",
    meaning: "requests of one token, or of one address, that are answered at one time",
  },
  SEXTANT_CONNECTIONS: { type: "number above 0", default: "1000", meaning: "connections to a server at one time" },
  SEXTANT_WAITING: {
    type: "number above 0",
    default: "1000",
    meaning: "questions that wait for the memory at one time; more are told to come again",
  },
  SEXTANT_DOWNLOADS: { type: "number above 0", default: "4", meaning: "downloads at one time" },
  SEXTANT_BODY_MB: { type: "number above 0", default: "2", meaning: "how large a request may be, in MB" },
  SEXTANT_UPLOAD_MB: { type: "number above 0", default: "100", meaning: "how large an upload may be, in MB" },
  SEXTANT_REQUEST_SECONDS: {
    type: "number above 0",
    default: "30",
    meaning: "how long a server may take for an answer, and a client for its request, in seconds",
  },
  SEXTANT_READERS: {
    type: "number above 0",
    default: undefined,
    meaning: "threads of a server that read the memory; as many as there are processors, 8 at most, if left out",
  },
  SEXTANT_ALIGNERS: {
    type: "number above 0",
    default: undefined,
    meaning:
      "threads that align the pairs of languages of document sets; as many as there are processors if left out, and one less, shared out among its jobs, in a server",
  },
  SEXTANT_JOBS: {
    type: "number above 0",
    default: "1",
    meaning: "uploads that a server, or `sextant work`, reads and aligns at one time",
  },
  SEXTANT_JOB_MINUTES: {
    type: "number above 0",
    default: "120",
    meaning: "how long an upload may take to be read, aligned or imported, in minutes",
  },
  SEXTANT_JOBS_WAITING: {
    type: "number above 0",
    default: "1000",
    meaning: "uploads that wait to be read and aligned, at one time; more are told to come again",
  },
  SEXTANT_JOBS_WAITING_EACH: {
    type: "number above 0",
    default: "100",
    meaning: "the same for each person and each token",
  },
  SEXTANT_JOB_FILES_MB: {
    type: "number above 0",
    default: "10000",
    meaning: "how much the files of uploads may take that wait, failed or were cancelled, in MB",
  },
  SEXTANT_JOB_FILES_EACH_MB: {
    type: "number above 0",
    default: "2000",
    meaning: "the same for each person and each token",
  },
  SEXTANT_JOB_FILES_DAYS: {
    type: "number above 0",
    default: "7",
    meaning:
      "days for which the files of an upload that failed or was cancelled are kept, so that it can be tried again",
  },
  SEXTANT_JSONP: {
    type: "switch",
    default: "0",
    meaning: "whether amaGama's answers may be scripts (JSONP), which any page can read: `1` or `0`",
  },
  SEXTANT_PUBLIC_CACHE: {
    type: "switch",
    default: "0",
    meaning: "whether caches between server and client may keep amaGama's answers for an hour: `1` or `0`",
  },
  SEXTANT_LOG: {
    type: "choice",
    choices: ["silent", "error", "warn", "info", "debug"],
    default: "warn",
    meaning: "what a server writes to its log, as lines of JSON without any text of a user; `info` has each request",
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
  text: [/^[^\0]+$/, "some text"],
  list: [/^[^\0]+$/, "a list, separated by commas"],
  choice: [/^[a-z]+$/, "one of its choices"],
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
  const { choices }: Setting = SETTINGS[name];
  if (choices && !choices.includes(value))
    throw new SextantError("invalid-setting", `${name} has to be one of ${choices.join(", ")}`);
  if (!form.test(value)) throw new SextantError("invalid-setting", `${name} has to be ${says}`);
  return value;
}

/** Variables of the environment that are called like settings, and are none: a setting that is mistyped would stay as it is by default. */
export function unknownSettings(environment: Readonly<Record<string, string | undefined>> = process.env): string[] {
  return Object.keys(environment).filter((name) => name.startsWith("SEXTANT_") && !(name in SETTINGS));
}

/** A setting that is a number. @throws {SextantError} as {@link setting} does */
export function numberSetting(name: SettingName): number | undefined {
  const value = setting(name);
  return value === undefined ? undefined : Number(value);
}

/** The parts of a setting that is a list; undefined if it is not set. */
export function listSetting(name: SettingName): readonly string[] | undefined {
  const value = setting(name);
  return value === undefined ? undefined : listOf(value);
}

/** The parts of a list, as a setting has them: with commas between them. */
export function listOf(value: string): readonly string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/**
 * Checks every setting of the environment.
 *
 * @throws {SextantError} `invalid-setting`, for the first that is wrong
 */
export function checkSettings(environment: Readonly<Record<string, string | undefined>> = process.env): void {
  for (const name of Object.keys(SETTINGS) as SettingName[]) setting(name, environment);
}
