import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** A subcommand: what it does, in a phrase, and its file, which is loaded when it is called or its help is shown. */
interface Subcommand {
  readonly summary: string;
  readonly alias?: string;
  readonly load: () => Promise<CommandUnknownOpts>;
}

/** The subcommands in the order of `sextant --help`. */
export const COMMANDS: Readonly<Record<string, Subcommand>> = {
  fetch: {
    summary: "Get a document's official language versions from the United Nations' document system",
    load: async () => (await import("./commands/fetch.ts")).fetchCommand,
  },
  read: {
    summary: "Read a document: its blocks with their roles and numbers, its notes, and how sure the reading is",
    load: async () => (await import("./commands/read.ts")).readCommand,
  },
  align: {
    summary: "Align the language versions of a document, or files of one unit a line",
    load: async () => (await import("./commands/align.ts")).alignCommand,
  },
  compare: {
    summary: "Compare the language versions of a document, or two versions of a text in one language",
    load: async () => (await import("./commands/compare.ts")).compareCommand,
  },
  lookup: {
    summary: "Find how a segment, or one like it, was translated, or all segments of a document",
    load: async () => (await import("./commands/lookup.ts")).lookupCommand,
  },
  reuse: {
    summary: "Count how much of documents the memory knows: in context, exact, repeated, fuzzy by score, new",
    load: async () => (await import("./commands/reuse.ts")).reuseCommand,
  },
  search: {
    summary: "Find a phrase in the memory, in context, with its translations",
    alias: "concordance",
    load: async () => (await import("./commands/search.ts")).searchCommand,
  },
  import: {
    summary: "Take the translation units of other tools' files into the memory",
    load: async () => {
      // A server beside it answers people who wait, also while this is loaded.
      (await import("@sextant/core/standing-back")).standBackWhole();
      return (await import("./commands/import.ts")).importCommand;
    },
  },
  export: {
    summary:
      "Write document sets of the memory as TMX 1.4, tab-separated values, JSON Lines, XLIFF 2.1 or 1.2, or Moses",
    load: async () => (await import("./commands/export.ts")).exportCommand,
  },
  serve: {
    summary: "Serve the memory: pages for people, an API for programs",
    load: async () => (await import("./commands/serve.ts")).serveCommand,
  },
  work: {
    summary: "Do the jobs that servers take in: read, align and import what was uploaded",
    load: async () => (await import("./commands/work.ts")).workCommand,
  },
  account: {
    summary: "Say who may sign in to a server, and what they may do there: make, change, end and erase accounts",
    load: async () => (await import("./commands/account.ts")).accountCommand,
  },
  token: {
    summary: "Say which tools may do what at a server: make, list and revoke tokens; write the audit log",
    load: async () => (await import("./commands/token.ts")).tokenCommand,
  },
  memory: {
    summary:
      "Show what the memory holds and how it was corrected, rank named memories, remove document sets and memories",
    load: async () => (await import("./commands/memory.ts")).memoryCommand,
  },
  removed: {
    summary: "Show what was removed from the memory, and restore it",
    load: async () => (await import("./commands/removed.ts")).removedCommand,
  },
  migrate: {
    summary: "Copy a memory into an empty one, of either engine; the first stays as it is",
    load: async () => (await import("./commands/migrate.ts")).migrateCommand,
  },
  backup: {
    summary: "Copy the memory, as it is at one moment, into one SQLite file; a server may run meanwhile",
    load: async () => (await import("./commands/backup.ts")).backupCommand,
  },
  restore: {
    summary: "Fill an empty memory, of either engine, with what a backup holds",
    load: async () => (await import("./commands/backup.ts")).restoreCommand,
  },
  score: {
    summary: "Score beads against gold: precision, recall and F1, strict and lax; counts are pooled over the pairs",
    load: async () => (await import("./commands/score.ts")).scoreCommand,
  },
};
