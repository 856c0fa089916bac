/** The server: `createApp` for the API as a Hono application, `serve` to listen. */
export { type Api, type AppOptions, createApp } from "./app.ts";
export { type RunningServer, type ServeOptions, serve } from "./serve.ts";
