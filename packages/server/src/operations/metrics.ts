import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { needAdmin } from "../access/guard.ts";
import { type Environment, part } from "../environment.ts";
import type { MemorySource } from "../source.ts";
import type { Log } from "./log.ts";

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

/** The figures of a server as Prometheus collects them, and a line of the log for each request. */
export function measured(source: MemorySource, log: Log) {
  const registers = [new Registry()];
  collectDefaultMetrics({ register: registers[0] as Registry });
  const seconds = new Histogram({
    name: "http_request_duration_seconds",
    help: "How long requests took, by route",
    labelNames: ["method", "route", "status"],
    buckets: SECONDS,
    registers,
  });
  const load = ["waiting", "asked"] as const;
  for (const kind of load)
    new Gauge({
      name: `sextant_questions_${kind}`,
      help: { waiting: "Questions that wait for the memory", asked: "Questions that are being answered" }[kind],
      registers,
      collect() {
        this.set(source.load[kind]);
      },
    });
  const middleware: MiddlewareHandler<Environment> = async (c, next) => {
    const begun = performance.now();
    await next();
    const ms = performance.now() - begun;
    // The pattern, and never the address: that holds what users ask.
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith("*"))?.path ?? "none";
    const { method } = c.req;
    const { status } = c.res;
    seconds.observe({ method, route, status: String(status) }, ms / 1000);
    const who = c.get("identity")?.id ?? "nobody";
    log.info({ request: c.get("requestId"), method, route, status, ms: Math.round(ms), who }, "answered");
  };
  const answers = part();
  answers.get("/metrics", async (c) => {
    needAdmin(c);
    const registry = registers[0] as Registry;
    return c.body(await registry.metrics(), 200, { "Content-Type": registry.contentType });
  });
  answers.openAPIRegistry.registerPath({
    method: "get",
    path: "/metrics",
    summary: "What the server does, as Prometheus reads it; for admins",
    responses: { 200: { description: "The figures", content: { "text/plain": { schema: { type: "string" } } } } },
  });
  return { middleware, answers };
}
