import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer as createProxy, type Server } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocument } from "@sextant/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asDocx, resolutionText } from "../core/document/rendered/render.ts";
import { MAIN } from "./run.ts";

/** A certificate of the made-up host documents.test, and the authority that signed it. */
const KEYS = join(import.meta.dirname, "proxy");
const BASE = "https://documents.test/access";
const servers: Server[] = [];
const connected: string[] = [];
let proxy: string;
let folder: string;

const portOf = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sextant-proxy-"));
  const file = await asDocx(await readDocument(resolutionText("fr")));
  const [key, cert] = await Promise.all(["documents.key", "documents.pem"].map((name) => readFile(join(KEYS, name))));
  const documents = createServer({ key, cert }, (request, response) =>
    request.url?.includes("t=doc") ? response.end(file) : response.writeHead(404).end(),
  );
  const port = await portOf(documents as unknown as Server);
  // Whatever host is asked for, it is the one here: no name server knows it.
  const through = createProxy().on("connect", (request, socket) => {
    connected.push(request.url ?? "");
    const target = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    socket.on("error", () => target.destroy());
    target.on("error", () => socket.destroy());
  });
  proxy = `http://127.0.0.1:${await portOf(through)}`;
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

function fetched(to: string, env: Readonly<Record<string, string>>): Promise<string> {
  const args = [
    "fetch",
    "A/RES/67/189",
    "--languages",
    "fr",
    "--to",
    to,
    "--base",
    BASE,
    "--pause",
    "1",
    "--tries",
    "1",
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env: { ...process.env, ...env } }, (_, out, err) =>
      resolve(out + err),
    );
  });
}

test("documents are fetched through the proxy of HTTPS_PROXY, from a host that an own authority vouches for", async () => {
  const own = { HTTPS_PROXY: proxy, NODE_EXTRA_CA_CERTS: join(KEYS, "authority.pem") };
  expect(await fetched(folder, own)).toMatch(/fr\.doc {2}fetched/);
  expect(await readdir(join(folder, "A-RES-67-189"))).toContain("fr.doc");
  expect(new Set(connected)).toEqual(new Set(["documents.test:443"]));
});

test("a host that nobody vouches for is not believed, through a proxy either", async () => {
  expect(await fetched(join(folder, "other"), { HTTPS_PROXY: proxy })).toMatch(/documents\.test did not answer/);
});
