/** The server: `createApp` for the API as a Hono application, `serve` to listen. */

export type { Access } from "./access/guard.ts";
export { type Identity, ROLES, type Role } from "./access/identity.ts";
export { tokenAccess } from "./access/tokens.ts";
export { type Api, type AppOptions, createApp } from "./app.ts";
export { JobRunner, type RunnerOptions } from "./jobs/runner.ts";
export { type Log, serverLog } from "./operations/log.ts";
export { type RunningServer, type ServeOptions, serve } from "./serve.ts";
