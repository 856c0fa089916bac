import fc from "fast-check";
import type { Described, Route, Schema } from "./document.ts";

/** Values of parameters by their names, which make a request meet what there is. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** What a route is asked. */
export interface Asked {
  readonly path: string;
  readonly init: RequestInit;
}

/**
 * Values that fit a schema; as deep as the schema goes.
 *
 * @param meets whether only known values are taken where there are any
 */
export function fitting({ components }: Described, known: Known, meets: boolean) {
  function of(schema: Schema, name = ""): fc.Arbitrary<unknown> {
    if (schema.$ref) return of(components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}, name);
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.format === "binary") return fc.constantFrom(...FILES);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return fc.oneof(...choices.map((own) => of(own, name)));
    if (schema.allOf)
      return fc
        .tuple(...schema.allOf.map((own) => of(own, name)))
        .map((parts) => Object.assign({}, ...(parts as object[])));
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if (type === "object") return record(schema);
    if (type === "array")
      return fc.array(of(schema.items ?? {}, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(3, schema.maxItems ?? 3),
      });
    if (type === "integer")
      return fc.integer({ min: Math.max(schema.minimum ?? 0, 0), max: Math.min(schema.maximum ?? 1e6, 1e6) });
    if (type === "number") return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1, noNaN: true });
    if (type === "boolean") return fc.boolean();
    return text(schema, name);
  }

  function text({ pattern, minLength = 0, maxLength = 30 }: Schema, name: string): fc.Arbitrary<string> {
    const own = known[name];
    if (own && meets) return fc.constantFrom(...own);
    const any = pattern
      ? fc.stringMatching(new RegExp(pattern, "u"))
      : fc.string({ unit: "grapheme", minLength, maxLength: Math.max(minLength, Math.min(30, maxLength)) });
    return own ? fc.oneof({ arbitrary: fc.constantFrom(...own), weight: 4 }, { arbitrary: any, weight: 1 }) : any;
  }

  function record({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<object> {
    const own = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, of(schema, name)]));
    const fixed = fc.record(own, { requiredKeys: [...required] });
    if (typeof additionalProperties !== "object") return fixed;
    const others = fc.dictionary(fc.constantFrom("fr", "en", ...(known.memories ?? [])), of(additionalProperties), {
      maxKeys: 2,
    });
    return fc.tuple(fixed, others).map(([one, other]) => ({ ...other, ...one }));
  }

  return of;
}

/**
 * Requests of a route whose parameters and body fit its definition, as far as schemas say it.
 *
 * @param meets whether they ask for what there is: only known values, and no parameters without
 */
export function requestsOf(described: Described, route: Route, known: Known, meets = false): fc.Arbitrary<Asked> {
  const of = fitting(described, known, meets);
  const { path, method, requestBody } = route;
  const parameters = (route.parameters ?? []).filter(({ name, required }) => required || !meets || known[name]);
  const values = fc.record(
    Object.fromEntries(parameters.map(({ in: place, name, schema }) => [`${place} ${name}`, of(schema, name)])),
    { requiredKeys: parameters.filter(({ required }) => required).map(({ in: place, name }) => `${place} ${name}`) },
  ) as fc.Arbitrary<Record<string, unknown>>;
  const { "application/json": inJson, "multipart/form-data": inParts } = requestBody?.content ?? {};
  const body: fc.Arbitrary<BodyInit | undefined> = inJson
    ? of(inJson.schema).map((sent) => JSON.stringify(sent))
    : inParts
      ? of(inParts.schema).map((fields) => formOf(fields as object))
      : fc.constant(undefined);
  return fc.tuple(values, body).map(([given, sent]) => {
    const at = (place: string) =>
      Object.entries(given)
        .filter(([key]) => key.startsWith(`${place} `))
        .map(([key, value]) => [key.slice(place.length + 1), String(value)]);
    const filled = at("path").reduce(
      (all, [name, value]) => all.replace(`{${name}}`, encoded(value ?? "") || "x"),
      path,
    );
    const query = at("query").map(([name, value]) => `${name}=${encoded(value ?? "")}`);
    const headers = Object.fromEntries(at("header").filter(([, value]) => /^[\x21-\x7e]+$/.test(value ?? "")));
    if (inJson) headers["Content-Type"] = "application/json";
    return {
      path: query.length > 0 ? `${filled}?${query.join("&")}` : filled,
      init: { method, headers, ...(sent !== undefined && { body: sent }) },
    };
  });
}

/** Small files that uploads are made of. */
const FILES = [new File(["Bonjour.\n"], "fr.txt"), new File(["fr\ten\nOui.\tYes.\n"], "units.tsv"), new File([], "")];

function formOf(fields: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const part of [value].flat()) form.append(name, part instanceof File ? part : String(part));
  return form;
}

/** Percent-encoded; what is no text stays as it comes. */
const encoded = (value: string): string => encodeURIComponent(value.toWellFormed());
