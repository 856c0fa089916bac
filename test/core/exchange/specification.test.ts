/** All that the DTD of TMX 1.4 allows comes back: every element in each of its parents, every attribute with each of its values. */
import { expect, test } from "vitest";
import { canonical, isValid, readDtd } from "./canonical.ts";
import { taken, tmxOf } from "./through.ts";

interface Attribute {
  readonly name: string;
  readonly values: readonly string[];
  readonly isRequired: boolean;
}

const dtd = (await readDtd()).replace(/<!--[\s\S]*?-->/g, "");
const SEGTYPES = ["block", "paragraph", "sentence", "phrase"];
const elements = new Map(
  [...dtd.matchAll(/<!ELEMENT\s+(\S+)\s+([^>]+)>/g)].map(([, name = "", model = ""]) => [
    name,
    (model.match(/[a-z]+/g) ?? []).filter((own) => elementNames().has(own)),
  ]),
);
const attributes = new Map(
  [...dtd.matchAll(/<!ATTLIST\s+(\S+)\s+([^>]+)>/g)].map(([, element = "", list = ""]) => [
    element,
    [...list.matchAll(/(\S+)\s+(CDATA|\([^)]*\))\s+#(\w+)/g)].map(
      ([, name = "", type = "", said]): Attribute => ({
        name,
        values: valuesOf(name, type),
        isRequired: said === "REQUIRED",
      }),
    ),
  ]),
);

function elementNames(): Set<string> {
  return new Set([...dtd.matchAll(/<!ELEMENT\s+(\S+)/g)].map(([, name = ""]) => name));
}

function valuesOf(name: string, type: string): readonly string[] {
  if (name === "version") return ["1.4"];
  if (/segtypes/.test(type)) return SEGTYPES;
  if (type !== "CDATA") return type.match(/[a-z]+/g) ?? [];
  if (/lang$/.test(name)) return ["fr-CA", "EN-us", "sr-Cyrl", "x-klingon"];
  return ["1", `a "b" & <c> 'd'`, ""];
}

/** An element with the attributes that it must have, and one more. */
function element(name: string, inside: string, more: Readonly<Record<string, string>> = {}): string {
  const required = (attributes.get(name) ?? []).filter(({ isRequired }) => isRequired);
  const own = { ...Object.fromEntries(required.map((one) => [one.name, one.values[0] as string])), ...more };
  const version = name === "tmx" ? ' version="1.4"' : "";
  const written = Object.entries(own).map(
    ([key, value]) => ` ${key}="${value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`,
  );
  return `<${name}${version}${written.join("")}>${inside}</${name}>`;
}

/** The content of an element with one child, and what must stand beside it. */
function contentOf(name: string, child = "", inside = ""): string {
  const beside = (other: string): string => (child === other ? "" : element(other, contentOf(other)));
  if (name === "tmx") return child === "header" ? inside + beside("body") : beside("header") + inside;
  if (name === "tu") return inside + beside("tuv");
  if (name === "tuv") return inside + beside("seg");
  if (name === "ude") return child === "map" ? inside : element("map", "");
  if (name === "map" || name === "header" || name === "body") return inside;
  return `one ${inside} two`;
}

/** A file in which the last of these elements, each inside the one before, has an attribute. */
function fileOf(path: readonly string[], more: Readonly<Record<string, string>> = {}): string {
  const last = path.at(-1) as string;
  let inside = element(last, contentOf(last), more);
  for (let at = path.length - 2; at >= 0; at--)
    inside = element(path[at] as string, contentOf(path[at] as string, path[at + 1] as string, inside));
  return inside;
}

/** The shortest path from the root to each element. */
const paths = new Map<string, readonly string[]>([["tmx", ["tmx"]]]);
for (const [name, path] of paths)
  for (const child of elements.get(name) ?? []) if (!paths.has(child)) paths.set(child, [...path, child]);

const nestings = [...paths].flatMap(([name, path]) => (elements.get(name) ?? []).map((child) => [...path, child]));
/** `lang` is the older name of `xml:lang`, and is written by the newer. */
const newer = (file: string): string => file.replaceAll(" lang=", " xml:lang=");

async function comesBack(file: string): Promise<void> {
  const found = await taken("a.tmx", file);
  try {
    expect(found.problems).toEqual([]);
    const text = await tmxOf(found);
    expect(canonical(text)).toBe(canonical(newer(file)));
    await isValid(text);
    expect(canonical(await tmxOf(found, undefined, 1))).toBe(canonical(newer(file), 1));
  } finally {
    await found.memory.close();
  }
}

test("the DTD is read whole", () => {
  expect([elements.size, nestings.length, [...attributes.values()].flat().length]).toEqual([17, 36, 68]);
});

test.each(nestings.map((path) => [path.at(-1), path.at(-2), path] as const))("%s in %s", async (_, __, path) => {
  await isValid(fileOf(path));
  await comesBack(fileOf(path));
});

test.each(
  [...paths].flatMap(([name, path]) =>
    // The version of a file is that of what is written, always 1.4.
    name === "tmx" ? [] : (attributes.get(name) ?? []).map((own) => [own.name, name, own, path] as const),
  ),
)("%s of %s", async (_, name, { name: attribute, values }, path) => {
  for (const value of values) {
    // A variant has one language, under either name.
    const file = fileOf(path, { [attribute]: value });
    await comesBack(name === "tuv" && attribute === "lang" ? file.replace(/ xml:lang="[^"]*"(?= lang)/, "") : file);
  }
});
