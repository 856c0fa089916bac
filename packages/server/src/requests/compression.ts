import { Duplex, type Transform } from "node:stream";
import { promisify } from "node:util";
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from "node:zlib";
import type { Context, MiddlewareHandler } from "hono";

/** Smaller answers are not worth it. */
const MIN_BYTES = 1024;
/** Answers that are whole before they are sent. */
const WHOLE = /^application\/(?:problem\+)?json/;
const TEXTS =
  /^(?:text\/(?!event-stream)|application\/(?:json|problem\+json|xml|x-tmx\+xml|xliff\+xml|javascript|jsonl))/;
/** Brotli's quality for what is written once and read once: higher ones cost more than they save. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const encoders = {
  br: (bytes: Uint8Array) => promisify(brotliCompress)(bytes, BROTLI),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes),
} as const;
const streams = { br: () => createBrotliCompress(BROTLI), gzip: () => createGzip() } as const;

/** How an answer is compressed. */
export type Encoding = keyof typeof streams;

/** Compresses what is written to it, as it comes. */
export const compressor = (encoding: Encoding): Transform => streams[encoding]();

/** How an answer may be compressed: by Brotli where the client takes it, or else by gzip; undefined where it takes neither. */
export const encodingOf = ({ req }: Context): Encoding | undefined =>
  req.method === "HEAD" ? undefined : accepted(req.header("Accept-Encoding") ?? "");

/** Compresses texts that are not yet: what streams as it comes, on threads of the system. */
export function compression(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers, body } = c.res;
    const type = headers.get("Content-Type") ?? "";
    if (!body || c.req.method === "HEAD" || !TEXTS.test(type)) return;
    headers.append("Vary", "Accept-Encoding");
    const encoding = encodingOf(c);
    if (!encoding || headers.has("Content-Encoding")) return;
    if (WHOLE.test(type)) {
      const bytes = new Uint8Array(await c.res.arrayBuffer());
      const isSmall = bytes.length < MIN_BYTES;
      c.res = new Response(isSmall ? bytes : new Uint8Array(await encoders[encoding](bytes)), c.res);
      if (isSmall) return;
    } else {
      const stream = Duplex.toWeb(compressor(encoding)) as ReadableWritablePair<Uint8Array, Uint8Array>;
      c.res = new Response(body.pipeThrough(stream), c.res);
    }
    c.res.headers.delete("Content-Length");
    c.res.headers.set("Content-Encoding", encoding);
  };
}

/** What the client takes, the better first. */
function accepted(header: string): Encoding | undefined {
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
