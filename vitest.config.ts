import { defineConfig } from "vitest/config";
import { TEST_HANGS, WAIT_HANGS } from "./test/hangs.ts";
import { Sequencer } from "./test/sequencer.ts";

export default defineConfig({
  test: {
    globalSetup: "test/setup.ts",
    include: ["test/**/*.test.ts"],
    testTimeout: TEST_HANGS,
    hookTimeout: TEST_HANGS,
    teardownTimeout: TEST_HANGS,
    expect: { poll: { timeout: WAIT_HANGS } },
    sequence: { sequencer: Sequencer },
    // For two cores: while one waits for a browser, a database or a process to start, the other two compute.
    maxWorkers: 3,
  },
});
