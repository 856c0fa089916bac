import { Duplex } from "node:stream";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";

/** Smaller answers are not worth it. */
const MIN_BYTES = 1024;
const TEXTS =
  /^(?:text\/(?!event-stream)|application\/(?:json|problem\+json|xml|x-tmx\+xml|xliff\+xml|javascript|jsonl))/;
/** Brotli's quality for what is written once and read once: higher ones cost more than they save. */
const QUALITY = 4;

/** Compresses texts, by Brotli where the client takes it, or else by gzip. Streams are compressed as they come. */
export function compression(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers, body } = c.res;
    const length = headers.get("Content-Length");
    if (!body || c.req.method === "HEAD" || headers.has("Content-Encoding")) return;
    if (!TEXTS.test(headers.get("Content-Type") ?? "") || (length !== null && Number(length) < MIN_BYTES)) return;
    headers.append("Vary", "Accept-Encoding");
    const encoding = accepted(c.req.header("Accept-Encoding") ?? "");
    if (!encoding) return;
    const compressor =
      encoding === "br"
        ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } })
        : createGzip();
    c.res = new Response(
      body.pipeThrough(Duplex.toWeb(compressor) as ReadableWritablePair<Uint8Array, Uint8Array>),
      c.res,
    );
    c.res.headers.delete("Content-Length");
    c.res.headers.set("Content-Encoding", encoding);
  };
}

/** What the client takes, the better first. */
function accepted(header: string): "br" | "gzip" | undefined {
  const taken = new Map(
    header.split(",").map((part): [string, number] => {
      const [name = "", ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return [name, quality === undefined ? 1 : Number(quality)];
    }),
  );
  return (["br", "gzip"] as const).find((name) => (taken.get(name) ?? taken.get("*") ?? 0) > 0);
}
