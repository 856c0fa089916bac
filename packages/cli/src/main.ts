#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Modules that are loaded from here on are compiled once and cached: later starts take a fraction of the first.
enableCompileCache();
const { runCommand } = await import("./program.ts");
await runCommand(process.argv.slice(2));
