import { defineConfig } from "vitest/config";
import { TEST_HANGS, WAIT_HANGS } from "./test/hangs.ts";

export default defineConfig({
  test: {
    globalSetup: "test/setup.ts",
    include: ["test/**/*.test.ts"],
    testTimeout: TEST_HANGS,
    hookTimeout: TEST_HANGS,
    teardownTimeout: TEST_HANGS,
    expect: { poll: { timeout: WAIT_HANGS } },
    // Two cores: a browser and an aligner side by side is enough.
    maxWorkers: 2,
  },
});
