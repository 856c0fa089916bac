import { execFile } from "node:child_process";
import { expect, test } from "vitest";

/** What a process that starts the tests' PostgreSQL, stops it and is done ends with. */
const SCRIPT = `
  import { mkdtemp, rm } from "node:fs/promises";
  import { startPostgres } from "${new URL("setup.ts", import.meta.url)}";
  const folder = await mkdtemp("/tmp/sextant-gate-");
  const postgres = await startPostgres(folder);
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  process.exitCode = 7;
`;

test("a run in which tests fail fails, also with a PostgreSQL started in it", async () => {
  const code = await new Promise((resolve) => {
    execFile(process.execPath, ["--input-type=module", "--eval", SCRIPT], (error) => resolve(error?.code ?? 0));
  });
  expect(code).toBe(7);
});
