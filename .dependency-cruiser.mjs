/**
 * Imports between rooms point one way (see ARCHITECTURE.md). Inside core each room names the rooms that it may import; none
 * imports a circle. Between packages, server imports core, cli both, and web the server's types only.
 */

/** Files that stand in a folder itself, in none of its rooms. */
const IN_DOCUMENT = "document/[a-z-]+.ts";
const IN_FORMATS = "document/formats/[a-z-]+.ts";
const IN_PDF = "document/formats/pdf/[a-z-]+.ts";
const IN_EXCHANGE = "exchange/[a-z-]+.ts";

const ROOMS = {
  "error.ts": [],
  "config.ts": [],
  "standing-back.ts": [],
  "worker-file.ts": [],
  language: [],
  "language/sentences": ["language"],
  "language/sentences/languages": [],
  "language/numerals": ["language"],
  document: ["language"],
  "document/encoding": [],
  "document/formats": ["language", IN_DOCUMENT],
  "document/formats/docx": ["language", IN_DOCUMENT, IN_FORMATS],
  "document/formats/doc": ["language", IN_DOCUMENT, IN_FORMATS, "document/formats/docx"],
  "document/formats/odt": ["language", IN_DOCUMENT, IN_FORMATS],
  "document/formats/pdf": ["language", IN_DOCUMENT, IN_FORMATS],
  "document/formats/pdf/painting": [IN_DOCUMENT, IN_FORMATS, IN_PDF],
  "document/formats/pdf/furniture": ["language", IN_DOCUMENT, IN_PDF],
  "document/formats/pdf/tables": [IN_DOCUMENT, IN_PDF],

  "align/grid": [],
  "align/text": ["language", "document"],
  "align/evidence": ["align/grid", "align/text"],
  "align/words": ["language", "align/grid", "align/text", "align/evidence"],
  "align/pair": ["language", "align/grid", "align/text", "align/evidence", "align/words"],
  "align/rows": ["language", "align/grid", "align/text", "align/pair"],
  "align/tables": ["language", "document", "align/grid", "align/rows"],
  "align/documents": ["language", "document", "align/text", "align/words", "align/pair", "align/rows", "align/tables"],
  "align/threads": ["document", "align/words", "align/pair", "align/rows", "align/documents"],

  "memory/stored.ts": ["language", "document"],
  "memory/text": ["language"],
  "memory/similarity": ["memory/text"],
  "memory/database": ["document", "memory/stored.ts", "memory/text", "memory/similarity"],
  "memory/phrases": ["memory/text", "memory/database"],
  "memory/rows": ["language", "document", "align", "memory/stored.ts", "memory/database", "memory/phrases"],
  "memory/lookup": [
    "language",
    "memory/stored.ts",
    "memory/text",
    "memory/similarity",
    "memory/database",
    "memory/rows",
  ],
  "memory/concordance": [
    "language",
    "memory/stored.ts",
    "memory/text",
    "memory/database",
    "memory/phrases",
    "memory/rows",
  ],
  "memory/corrections": ["language", "document", "align", "memory/stored.ts", "memory/database", "memory/rows"],
  "memory/memories": ["memory/stored.ts", "memory/database", "memory/rows"],
  "memory/removals": ["memory/stored.ts", "memory/database", "memory/rows", "memory/memories"],
  "memory/document-sets": [
    "document",
    "align",
    "memory/stored.ts",
    "memory/database",
    "memory/rows",
    "memory/memories",
    "memory/corrections",
    "memory/serving",
  ],
  "memory/maintenance": ["memory/database", "memory/phrases", "memory/rows", "memory/lookup"],
  "memory/verdicts": ["memory/database", "memory/rows"],
  "memory/serving": ["memory/database"],
  "memory/memory.ts": ["language", "document", "align", "memory"],

  "memory/threads": ["memory"],
  "compare/finding.ts": [],
  "compare/values": ["language", "document"],
  "compare/bags": ["language", "compare/finding.ts", "compare/values", "compare/checks"],
  "compare/coverage": ["language", "align", "compare/terms"],
  "compare/terms": ["language", "compare/coverage"],
  "compare/checks": ["language", "compare/finding.ts", "compare/values"],
  "compare/coverage-findings.ts": ["align", "compare"],
  "compare/free-translation.ts": ["compare/finding.ts", "compare/values", "compare/checks"],
  "compare/gap-places.ts": ["language", "compare/finding.ts", "compare/bags", "compare/checks"],
  "compare/compare.ts": ["language", "document", "align", "compare"],
  "compare/documents.ts": ["document", "align", "compare"],
  "compare/stored.ts": ["document", "memory", "compare"],
  "compare/compared-memory.ts": ["memory"],
  "compare/versions": ["language", "document", "memory", "compare/compared-memory.ts", "compare/values"],
  "compare/reuse": ["language", "document", "memory", "compare/compared-memory.ts"],

  exchange: ["language", "document", "memory/stored.ts"],
  "exchange/files": ["document", IN_EXCHANGE],
  "exchange/tmx": ["language", "document", "memory/stored.ts", IN_EXCHANGE],
  "exchange/tables": ["language", "document", "memory/stored.ts", IN_EXCHANGE, "exchange/tmx", "exchange/other"],
  "exchange/other": ["language", "document", "memory/stored.ts", IN_EXCHANGE, "exchange/tmx"],
  "exchange/terms": ["language", "memory/stored.ts", IN_EXCHANGE],
  "exchange/xliff": [
    "language",
    "document",
    "memory/stored.ts",
    IN_EXCHANGE,
    "exchange/tmx",
    "exchange/tables",
    "exchange/other",
  ],

  // What outsiders import, a face for each room; nothing inside imports a face.
  "align/index.ts": ["align"],
  "memory/index.ts": ["memory"],
  "compare/index.ts": ["compare"],
  "index.ts": ["language", "document", "align", "memory", "compare", "exchange"],
};

const CORE = "^packages/core/src/";
/** What every room may import. */
const COMMON = ["error.ts", "config.ts", "standing-back.ts", "worker-file.ts"];
const NAMES = Object.keys(ROOMS);
/** @param {string[]} rooms rooms, or folders of rooms */
const filesOf = (rooms) => `${CORE}(?:${rooms.map((room) => room.replace(".", "\\.")).join("|")})(?:/|$)`;

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    ...Object.entries(ROOMS).map(([room, allowed]) => ({
      name: `imports-of-${room}`,
      severity: "error",
      from: { path: filesOf([room]) },
      to: { path: CORE, pathNot: filesOf([room, ...COMMON, ...allowed]) },
    })),
    {
      name: "faces-are-for-outsiders",
      severity: "error",
      from: { path: CORE, pathNot: `${CORE}index\\.ts$` },
      to: { path: `${CORE}(?:language/|document/|align/|memory/|compare/|exchange/|)index\\.ts$` },
    },
    { name: "every-file-has-a-room", severity: "error", from: { path: CORE, pathNot: filesOf(NAMES) }, to: {} },
    {
      name: "core-knows-nobody",
      severity: "error",
      from: { path: "^packages/core/" },
      to: { path: "^packages/(?!core/)" },
    },
    {
      name: "server-knows-core",
      severity: "error",
      from: { path: "^packages/server/" },
      to: { path: "^packages/(?!server/|core/)" },
    },
    {
      name: "web-knows-server-types",
      severity: "error",
      from: { path: "^packages/web/" },
      to: { path: "^packages/(?!web/)", dependencyTypesNot: ["type-only"] },
    },
    { name: "nobody-imports-tests", severity: "error", from: { path: "^packages/" }, to: { path: "^test/" } },
    { name: "all-is-found", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
  },
};
