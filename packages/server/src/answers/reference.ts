import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Environment } from "../environment.ts";

/** What is shown of an operation of the OpenAPI document. */
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: {
    readonly type?: string;
    readonly default?: unknown;
    readonly enum?: readonly unknown[];
    readonly description?: string;
  };
}

interface Described {
  readonly info: { readonly title: string; readonly version: string };
  readonly paths?: object | undefined;
}

const METHODS = ["get", "post", "put", "delete"] as const;

/** The API's reference as a page: made from its definition, without a script. */
export function reference(app: OpenAPIHono<Environment>, document: () => Described): void {
  let page: string | undefined;
  app.get("/api", (c) => {
    page ??= pageOf(document());
    return c.html(page, 200, { "Cache-Control": "no-cache" });
  });
}

function pageOf({ info, paths = {} }: Described): string {
  const items = Object.entries(paths) as [string, Partial<Record<string, Operation>>][];
  const sections = items.flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [section(method, path, item[method])] : [])),
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(info.title)}: API</title>
<h1>${text(info.title)} ${text(info.version)}: API</h1>
<p>For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
${sections.join("\n")}
</html>`;
}

function section(
  method: string,
  path: string,
  { summary = "", description, parameters = [], responses = {} }: Operation,
): string {
  const rows = parameters.map(parameterRow).join("");
  const table = rows && `<table><tr><th>parameter<th>in<th>what it may be<th>meaning</tr>${rows}</table>`;
  const answers = Object.entries(responses).map(
    ([status, own]) => `<dt>${text(status)}<dd>${text(own.description ?? "")}`,
  );
  return `<section><h2><code>${method.toUpperCase()} ${text(path)}</code></h2>
<p>${text(summary)}</p>${description ? `<p>${text(description)}</p>` : ""}
${table}<dl>${answers.join("")}</dl></section>`;
}

function parameterRow({ name, in: place, required, description, schema = {} }: Parameter): string {
  const may = schema.enum ? schema.enum.join(", ") : (schema.type ?? "");
  const otherwise = schema.default === undefined ? (required ? ", required" : "") : `, ${schema.default} if left out`;
  const meaning = description ?? schema.description ?? "";
  return `<tr><td><code>${text(name)}</code><td>${place}<td>${text(may + otherwise)}<td>${text(meaning)}</tr>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const text = (value: string): string => value.replace(/[&<>]/g, (sign) => ENTITIES[sign] as string);
