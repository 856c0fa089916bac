/**
 * Imports between rooms point one way (see ARCHITECTURE.md): inside core from a later room to an earlier one, between
 * packages from cli and server to core, and from web to the server's types only.
 */
const rooms = ["language", "document", "align", "memory", "exchange"];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    ...rooms.map((room, at) => ({
      name: `${room}-looks-back-only`,
      severity: "error",
      from: { path: `^packages/core/src/${room}/` },
      to: { path: `^packages/core/src/(?:${[...rooms.slice(at + 1), "index"].join("|")})(?:/|\\.ts$)` },
    })),
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
