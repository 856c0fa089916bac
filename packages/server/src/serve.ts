import { createServer, type Server } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { serve as listen } from "@hono/node-server";
import { type AppOptions, openedApp } from "./app.ts";
import { limitsOfSettings } from "./limits.ts";

export interface ServeOptions extends AppOptions {
  /** Where to listen; loopback unless told otherwise. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
}

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:8100` */
  readonly address: string;
  /** Takes no more requests, ends those that were begun, for ten seconds, and breaks off what is left then. */
  close(): Promise<void>;
}

/** 2,000 Arabic or Chinese characters, percent-encoded, fit into a request's head. */
const MAX_HEADER = 64 * 1024;
const HEAD_MS = 10_000;
/** Uploads take a while. */
const REQUEST_MS = 10 * 60_000;
/**
 * A connection without requests is kept so long. Proxies keep theirs for a minute: one that the server closes earlier may be closed
 * just when a request comes.
 */
const IDLE_MS = 75_000;
const CLOSING_MS = 10_000;
const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

/**
 * Starts serving.
 *
 * @throws {Error} naming host and port when they cannot be listened on; where whoever comes would be trusted, and others than
 *   this machine can come
 */
export async function serve({ host = "127.0.0.1", port = 8100, ...options }: ServeOptions): Promise<RunningServer> {
  const isLoopback = LOOPBACK.includes(host) || /^127\./.test(host);
  if (!isLoopback && (options.access ?? { mode: "local" }).mode === "local")
    throw new Error(
      `${host} is no address of loopback, and whoever came there would be trusted: set SEXTANT_ACCESS to tokens or read, and say who may do what with sextant account add and sextant token add`,
    );
  const hosts = options.hosts ?? (isLoopback ? [...new Set([...LOOPBACK, host])] : namesOfMachine(host));
  const { app, close } = openedApp({ ...options, hosts });
  const { connections } = { ...limitsOfSettings(), ...options.limits };
  return new Promise((resolve, reject) => {
    const serverOptions = {
      maxHeaderSize: MAX_HEADER,
      headersTimeout: HEAD_MS,
      requestTimeout: REQUEST_MS,
      keepAliveTimeout: IDLE_MS,
    };
    const server = listen(
      { fetch: app.fetch, hostname: host, port, createServer, serverOptions },
      (info: AddressInfo) => {
        server.off("error", refuse);
        const name = isIP(info.address) === 6 ? `[${info.address}]` : info.address;
        resolve({ address: `http://${name}:${info.port}`, close: () => closed(server).finally(close) });
      },
    ) as Server;
    server.maxConnections = connections;
    const refuse = (cause: NodeJS.ErrnoException): void => {
      const why = cause.code === "EADDRINUSE" ? "the port is taken; choose another with --port" : cause.message;
      const error = new Error(`cannot listen on ${host}:${port}: ${why}`, { cause });
      // What has no server takes no jobs either.
      close().then(() => reject(error), reject);
    };
    server.once("error", refuse);
  });
}

/** Idle connections are closed at once. */
function closed(server: Server): Promise<void> {
  return new Promise((done, failed) => {
    const late = setTimeout(() => server.closeAllConnections(), CLOSING_MS);
    server.close((error) => {
      clearTimeout(late);
      if (error) failed(error);
      else done();
    });
    server.closeIdleConnections();
  });
}

/** What this machine may be called by, beside the name that it listens by. */
function namesOfMachine(host: string): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((own) => (own ?? []).map(({ address }) => address));
  return [...new Set([...LOOPBACK, host, hostname(), ...addresses])];
}
