/** What a key does in the grid of rows. */
export type Act = "up" | "down" | "before" | "after" | "first" | "last" | "pageUp" | "pageDown" | KeyedAct | "keys";

/** What is done by a key that a person may choose, in the order in which keys are shown. */
export const KEYED_ACTS = [
  "nextDoubtful",
  "confirm",
  "reject",
  "merge",
  "split",
  "moveUp",
  "moveDown",
  "link",
  "unlink",
  "segments",
  "copy",
  "address",
  "choose",
  "nextFinding",
  "previousFinding",
] as const;
export type KeyedAct = (typeof KEYED_ACTS)[number];

/**
 * Keys by what they do: `Shift+KeyF`. A key is told by its place on the keyboard (`KeyboardEvent.code`), so that it is where
 * it is on Russian and Arabic keyboards, too.
 */
export type Keys = Readonly<Record<KeyedAct, string>>;

export const FIRST_KEYS: Keys = {
  nextDoubtful: "KeyN",
  confirm: "Enter",
  reject: "KeyX",
  merge: "KeyM",
  split: "KeyS",
  moveUp: "Alt+ArrowUp",
  moveDown: "Alt+ArrowDown",
  link: "KeyL",
  unlink: "KeyU",
  segments: "KeyO",
  copy: "KeyC",
  address: "KeyA",
  choose: "Space",
  nextFinding: "KeyF",
  previousFinding: "Shift+KeyF",
};

/** Keys that always do the same; the left and right arrows go to the column on their side. */
const FIXED: Readonly<Record<string, Act>> = {
  ArrowUp: "up",
  KeyK: "up",
  ArrowDown: "down",
  KeyJ: "down",
  Home: "first",
  End: "last",
  PageUp: "pageUp",
  PageDown: "pageDown",
  "Shift+Slash": "keys",
};

/** Keys that the browser or the page needs for something else, wherever the keyboard is. */
const RESERVED: ReadonlySet<string> = new Set(["ArrowLeft", "ArrowRight", "Slash", "Tab", "Escape", "ContextMenu"]);
/** Keys that only change others, or do nothing of their own. */
const NO_KEY = /^(?:|Unidentified|(?:Alt|Control|Meta|OS|Shift)(?:Left|Right)|(?:Caps|Num|Scroll)Lock|Fn(?:Lock)?)$/;

type Pressed = Pick<KeyboardEvent, "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

/** A key with what is held down with it; undefined for a mere Shift, and with Ctrl or ⌘, which are the browser's. */
export function strokeOf({ code, altKey, ctrlKey, metaKey, shiftKey }: Pressed): string | undefined {
  if (ctrlKey || metaKey || NO_KEY.test(code)) return undefined;
  return `${altKey ? "Alt+" : ""}${shiftKey ? "Shift+" : ""}${code}`;
}

/** @param isRtl whether the columns run from right to left */
export function actOf(pressed: Pressed, isRtl: boolean, keys: Keys): Act | undefined {
  const stroke = strokeOf(pressed);
  if (stroke === "ArrowLeft") return isRtl ? "after" : "before";
  if (stroke === "ArrowRight") return isRtl ? "before" : "after";
  if (stroke === undefined) return undefined;
  const found = FIXED[stroke] ?? KEYED_ACTS.find((act) => keys[act] === stroke);
  // Shift with the key that chooses a row chooses all rows up to it.
  return found ?? (stroke === `Shift+${keys.choose}` ? "choose" : undefined);
}

/** Whether a key may be given to something: `free`, `reserved`, or what it does already. */
export function takenBy(stroke: string, act: KeyedAct, keys: Keys): "free" | "reserved" | Act {
  const key = stroke.replace(/^(?:Alt\+)?(?:Shift\+)?/, "");
  if (RESERVED.has(key)) return "reserved";
  const taken = FIXED[stroke] ?? KEYED_ACTS.find((own) => own !== act && keys[own] === stroke);
  if (taken !== undefined) return taken;
  return act !== "choose" && stroke === `Shift+${keys.choose}` ? "choose" : "free";
}

/** Keys that a person has chosen, as they were kept; where they are none, or two do the same, those of the beginning. */
export function keptKeys(kept: unknown): Keys {
  if (typeof kept !== "object" || kept === null) return FIRST_KEYS;
  const own = Object.fromEntries(
    KEYED_ACTS.map((act) => {
      const stroke = (kept as Readonly<Record<string, unknown>>)[act];
      return [act, typeof stroke === "string" && stroke.length <= 40 ? stroke : FIRST_KEYS[act]];
    }),
  ) as Keys;
  return KEYED_ACTS.every((act) => takenBy(own[act], act, own) === "free") ? own : FIRST_KEYS;
}

/** Signs and letters of keys that are not called by their code. */
const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  Backquote: "`",
  Minus: "-",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Semicolon: ";",
  Quote: "'",
  Comma: ",",
  Period: ".",
  Slash: "/",
};

/** A key and what is held with it, each as it is shown: letters as on a Latin keyboard. `Enter`, `Space` and `Shift` are named by the pages. */
export const partsOf = (stroke: string): string[] =>
  stroke.split("+").map((key) => NAMES[key] ?? key.replace(/^(?:Key|Digit)/, ""));
