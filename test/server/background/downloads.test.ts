import { mkdtemp, rm } from "node:fs/promises";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ownMemory, served } from "../asking.ts";
import { childrenOf, prioritiesOf } from "./processes.ts";

test("a download stands back behind jobs, which changes may wait for, too", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sextant-download-"));
  const server = await served(await ownMemory("SQLite", folder));
  const before = new Set(childrenOf(process.pid));
  const { status } = await server.ask("/api/export?languages=en,fr");
  // Its process is kept for a while.
  const own = childrenOf(process.pid).filter((pid) => !before.has(pid));
  expect([status, own.length]).toEqual([200, 1]);
  expect(new Set(own.flatMap(prioritiesOf))).toEqual(new Set([Math.min(19, getPriority() + 20)]));
  await server.close();
  await rm(folder, { recursive: true });
});
