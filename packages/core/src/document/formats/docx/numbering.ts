import { formatNumber } from "../number-format.ts";
import { readXml } from "../xml.ts";
import { WORD } from "./namespaces.ts";

interface Level {
  start: number;
  format: string;
  text: string;
  /** The level whose next number restarts this one; 0 for never. */
  restart?: number;
}

interface List {
  readonly levels: Map<number, Level>;
  /** The last number of each level. */
  readonly reached: number[];
}

interface Instance {
  list?: string;
  readonly starts: Map<number, number>;
}

/**
 * Reads the automatic numbers of a Word file. `label(id, depth)` returns the next number of a list as printed (`12.`,
 * `(a)`), at a depth from 0; undefined for bullets and unknown lists (ISO/IEC 29500-1, 17.9). Calls must come in
 * document order.
 */
export function readNumbering(xml: Uint8Array | undefined): (id: string, depth: number) => string | undefined {
  const lists = new Map<string, List>();
  const instances = new Map<string, Instance>();
  if (xml) readXml(xml, WORD, { open: declarations(lists, instances) });
  const begun = new Set<string>();
  return (id, depth) => {
    const instance = instances.get(id);
    const list = lists.get(instance?.list ?? "");
    const level = list?.levels.get(depth);
    if (!instance || !list || !level) return undefined;
    const { reached } = list;
    const own = begun.has(`${id} ${depth}`) ? undefined : instance.starts.get(depth);
    begun.add(`${id} ${depth}`);
    reached[depth] = own ?? (reached[depth] === undefined ? level.start : reached[depth] + 1);
    for (let deeper = depth + 1; deeper < reached.length; deeper++)
      if (depth < (list.levels.get(deeper)?.restart ?? deeper)) delete reached[deeper];
    if (level.format === "bullet") return undefined;
    const text = level.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const one = list.levels.get(at);
      reached[at] ??= one?.start ?? 1;
      return formatNumber(reached[at], one?.format ?? "decimal");
    });
    return text.trim() || undefined;
  };
}

function declarations(lists: Map<string, List>, instances: Map<string, Instance>) {
  let list: List | undefined;
  let instance: Instance | undefined;
  let level: Level | undefined;
  let depth = 0;
  return (name: string, { val = "", ...attributes }: Readonly<Record<string, string>>): void => {
    if (name === "w:abstractNum") {
      list = { levels: new Map(), reached: [] };
      instance = undefined;
      lists.set(attributes.abstractNumId ?? "", list);
    } else if (name === "w:num") {
      instance = { starts: new Map() };
      list = level = undefined;
      instances.set(attributes.numId ?? "", instance);
    } else if (name === "w:abstractNumId" && instance) instance.list = val;
    else if (name === "w:lvlOverride") depth = Number(attributes.ilvl);
    else if (name === "w:startOverride") instance?.starts.set(depth, Number(val) || 0);
    else if (name === "w:lvl") {
      level = { start: 1, format: "decimal", text: "" };
      // A level that one instance of a list overrides is read as the list's own: its instances seldom differ in
      // anything else.
      const owner = list ?? lists.get(instance?.list ?? "");
      owner?.levels.set(Number(attributes.ilvl), level);
    } else if (level && name === "w:start") level.start = Number(val) || 0;
    else if (level && name === "w:numFmt") level.format = val;
    else if (level && name === "w:lvlText") level.text = val;
    else if (level && name === "w:lvlRestart") level.restart = Number(val);
  };
}
