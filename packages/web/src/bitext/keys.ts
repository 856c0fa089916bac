/** What a key does in the grid of rows. */
export type Act =
  | "up"
  | "down"
  | "before"
  | "after"
  | "first"
  | "last"
  | "pageUp"
  | "pageDown"
  | "confirm"
  | "reject"
  | "merge"
  | "split"
  | "moveUp"
  | "moveDown"
  | "unlink"
  | "link"
  | "segments"
  | "copy"
  | "address"
  | "choose"
  | "nextFinding"
  | "previousFinding"
  | "nextDoubtful"
  | "keys";

/**
 * The keys, by their place on the keyboard (`KeyboardEvent.code`), so that they are where they are on Russian and Arabic
 * keyboards, too.
 */
const KEYS: Readonly<Record<string, Act>> = {
  ArrowUp: "up",
  KeyK: "up",
  ArrowDown: "down",
  KeyJ: "down",
  Home: "first",
  End: "last",
  PageUp: "pageUp",
  PageDown: "pageDown",
  Enter: "confirm",
  KeyX: "reject",
  KeyM: "merge",
  KeyS: "split",
  KeyU: "unlink",
  KeyL: "link",
  KeyO: "segments",
  KeyC: "copy",
  KeyA: "address",
  KeyF: "nextFinding",
  Space: "choose",
  KeyN: "nextDoubtful",
  Slash: "keys",
};

/** What has a name in the panel of keys. */
type ShownAct = Exclude<Act, "first" | "last" | "pageUp" | "pageDown">;

/** The keys as they are shown in the panel of keys. */
export const KEYS_SHOWN: readonly (readonly [ShownAct, string])[] = [
  ["down", "↓ J"],
  ["up", "↑ K"],
  ["before", "← →"],
  ["nextDoubtful", "N"],
  ["confirm", "Enter"],
  ["reject", "X"],
  ["merge", "M"],
  ["split", "S"],
  ["moveUp", "Alt ↑"],
  ["moveDown", "Alt ↓"],
  ["link", "L"],
  ["unlink", "U"],
  ["segments", "O"],
  ["copy", "C"],
  ["address", "A"],
  ["choose", "Space"],
  ["nextFinding", "F"],
  ["previousFinding", "Shift F"],
  ["keys", "?"],
];

type Pressed = Pick<KeyboardEvent, "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

/** @param isRtl whether the columns run from right to left */
export function actOf({ code, altKey, ctrlKey, metaKey, shiftKey }: Pressed, isRtl: boolean): Act | undefined {
  if (ctrlKey || metaKey) return undefined;
  if (altKey) return code === "ArrowUp" ? "moveUp" : code === "ArrowDown" ? "moveDown" : undefined;
  if (code === "ArrowLeft") return isRtl ? "after" : "before";
  if (code === "ArrowRight") return isRtl ? "before" : "after";
  if (code === "Slash") return shiftKey ? "keys" : undefined;
  if (code === "Space") return "choose";
  if (code === "KeyF" && shiftKey) return "previousFinding";
  return shiftKey ? undefined : KEYS[code];
}
