import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { random } from "../random.ts";
import { killed } from "./killing/round.ts";

test("two servers, two workers and their database, each killed under load, lose nothing that was acknowledged", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sextant-killing-"));
  const { losses, writes, jobs } = await killed(folder, 5, random(1));
  expect(losses).toEqual([]);
  expect(writes).toBeGreaterThan(0);
  expect(jobs).toBeGreaterThan(0);
  await rm(folder, { recursive: true });
});
