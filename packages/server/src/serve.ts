import { createServer } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { serve as listen, type ServerType } from "@hono/node-server";
import { type AppOptions, createApp } from "./app.ts";

export interface ServeOptions extends Omit<AppOptions, "hosts"> {
  /** Where to listen; loopback unless told otherwise. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
}

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:8100` */
  readonly address: string;
  close(): Promise<void>;
}

/** 2,000 Arabic or Chinese characters, percent-encoded, fit into a request's head. */
const MAX_HEADER = 64 * 1024;

/**
 * Starts serving.
 *
 * @throws {Error} naming host and port when they cannot be listened on
 */
export function serve({ host = "127.0.0.1", port = 8100, ...options }: ServeOptions): Promise<RunningServer> {
  const loopback = host === "127.0.0.1" || host === "localhost" || host === "::1";
  const app = createApp({ ...options, ...(loopback && { hosts: ["127.0.0.1", "localhost", "::1"] }) });
  return new Promise((resolve, reject) => {
    const server: ServerType = listen(
      { fetch: app.fetch, hostname: host, port, createServer, serverOptions: { maxHeaderSize: MAX_HEADER } },
      (info: AddressInfo) => {
        server.off("error", refuse);
        const name = isIP(info.address) === 6 ? `[${info.address}]` : info.address;
        resolve({
          address: `http://${name}:${info.port}`,
          close: () =>
            new Promise((done, failed) => {
              server.close((error) => (error ? failed(error) : done()));
              if ("closeAllConnections" in server) server.closeAllConnections();
            }),
        });
      },
    );
    const refuse = (error: NodeJS.ErrnoException): void => {
      reject(
        new Error(
          `cannot listen on ${host}:${port}: ${error.code === "EADDRINUSE" ? "the port is taken; choose another with --port" : error.message}`,
          { cause: error },
        ),
      );
    };
    server.once("error", refuse);
  });
}
