import { serveStatic } from "@hono/node-server/serve-static";
import type { Memory, ThreadedMemory } from "@sextant/core/memory";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { AuditLog } from "./access/audit.ts";
import { cookiesOf } from "./access/cookies.ts";
import { guard } from "./access/guard.ts";
import { type Access, TRUSTED } from "./access/known.ts";
import { ownNames, ownPages } from "./access/origins.ts";
import { accountAnswers } from "./answers/accounts.ts";
import { auditAnswers } from "./answers/audit.ts";
import { withCommonAnswers } from "./answers/described.ts";
import { exportAnswers } from "./answers/exports.ts";
import { findingAnswers } from "./answers/finding.ts";
import { findingsAnswers } from "./answers/findings.ts";
import { jobAnswers } from "./answers/jobs.ts";
import { providerAnswers } from "./answers/provider.ts";
import { readingAnswers } from "./answers/reading.ts";
import { reference } from "./answers/reference.ts";
import { removedAnswers } from "./answers/removed.ts";
import { sessionAnswers } from "./answers/sessions.ts";
import { setAnswers } from "./answers/sets.ts";
import { comparingAnswers } from "./comparing.ts";
import { Downloads } from "./downloads/download.ts";
import { type Environment, part } from "./environment.ts";
import { jobHub } from "./jobs/hub.ts";
import { type Limits, limitsOfSettings } from "./limits.ts";
import { healthAnswers } from "./operations/health.ts";
import { type Log, NO_LOG } from "./operations/log.ts";
import { measured } from "./operations/metrics.ts";
import { swept } from "./operations/sweeping.ts";
import { answerProblem, problemOf } from "./problem.ts";
import type { ProtocolOptions } from "./protocols/options.ts";
import { protocolAnswers } from "./protocols/protocols.ts";
import { compression } from "./requests/compression.ts";
import { endBodyOfHead } from "./requests/head.ts";
import { methodsOf } from "./requests/methods.ts";
import { pathOf } from "./requests/path.ts";
import { rate } from "./requests/rate.ts";
import { timeLimit } from "./requests/time.ts";
import { validators } from "./requests/validators.ts";
import { sourceOf } from "./source.ts";
import { WrongRequest } from "./wrong-request.ts";

export interface AppOptions {
  /** In threads for many, or open in this one. */
  readonly memory: Memory | ThreadedMemory;
  /** Folder of the built pages; without it only the API is served. */
  readonly webRoot?: string;
  /** Host names that requests may carry; others are refused, against DNS rebinding. Any, if left out. */
  readonly hosts?: readonly string[];
  /** Origins of other pages that may ask. None, if left out. */
  readonly origins?: readonly string[];
  /** How it is known who asks. Whoever comes is trusted, if left out. */
  readonly access?: Access;
  /** Those of the settings, where left out. */
  readonly limits?: Partial<Limits>;
  /** Whether the last proxy says who asks. */
  readonly trustProxy?: boolean;
  readonly protocols?: ProtocolOptions;
  /** How many jobs are run here at one time; none, where another process runs them, if left out. */
  readonly jobs?: number;
  /** Where it is said what is done; nowhere if left out. */
  readonly log?: Log;
  /** Told of what went wrong inside; the client gets a plain 500. */
  readonly onError?: (error: Error) => void;
}

/** Uploads may be larger than other requests. */
const UPLOADS = /^\/(?:api\/(?:jobs|read|compare\/files|v1\/[^/]+\/[^/]+\/store\/)|tmserver\/[^/]+\/[^/]+\/store\/)/;
const VERSION = "0.1.0";

/** The API and, where there are any, the pages: a Hono application that holds nothing but the memory it is given. */
export function createApp(options: AppOptions) {
  return openedApp(options).app;
}

/** The same, with the jobs that it runs, to be closed. */
export function openedApp(options: AppOptions) {
  const { webRoot, access = TRUSTED, trustProxy = false, log = NO_LOG } = options;
  const onError = (error: Error): void => {
    log.error({ error: error.name, stack: error.stack }, "something went wrong inside");
    options.onError?.(error);
  };
  const limits: Limits = { ...limitsOfSettings(), ...options.limits };
  const source = sourceOf(options.memory);
  const app = part(pathOf);
  app.onError((error, c) => {
    const problem = problemOf(error);
    if (problem) return answerProblem(c, problem);
    onError(error);
    const detail = "something went wrong inside; the server's log says what";
    return answerProblem(c, { status: 500, detail, code: "internal" });
  });
  let methods: ReturnType<typeof methodsOf> | undefined;
  app.notFound(async (c) => {
    // To a person the pages say that there is no such page.
    if (webRoot && wantsPage(c)) {
      c.status(404);
      const page = await pages(webRoot, "index.html")(c, async () => {});
      if (page) return page;
    }
    methods ??= methodsOf(app.routes);
    const allowed = methods(c.req.path);
    if (allowed.length > 0 && !allowed.includes(c.req.method)) {
      c.header("Allow", allowed.join(", "));
      const detail = `${c.req.method} is not answered at ${c.req.path}; ${allowed.join(", ")} are`;
      return answerProblem(c, { status: 405, detail, code: "wrong-method" });
    }
    const detail = `there is nothing at ${new URL(c.req.url).pathname}`;
    return answerProblem(c, { status: 404, detail, code: "not-found" });
  });

  app.use(requestId());
  app.use(endBodyOfHead);
  app.use(heads(options.origins ?? []));
  if (options.hosts) app.use(ownNames(options.hosts));
  app.use(ownPages(options.origins ?? []));
  const { middleware, answers: figures } = measured(source, log);
  app.use(middleware);
  app.use(rate(limits, trustProxy));
  app.use(compression());
  app.use(bodies(limits));
  app.use(timeLimit(limits.requestMs));
  const audit = new AuditLog(source.serving, onError);
  app.use(audit.middleware);
  const cookies = cookiesOf(trustProxy);
  app.use(guard(access, source, cookies));
  app.use("/api/*", validators(VERSION, source));

  const downloads = new Downloads(
    () => source.readingLocations ?? (options.memory as Memory),
    limits.downloads,
    onError,
  );
  const hub = options.jobs ? jobHub(source, options.jobs, onError) : undefined;
  const api = app
    .route("/", setAnswers(source))
    .route("/", removedAnswers(source))
    .route("/", findingAnswers())
    .route("/", comparingAnswers())
    .route("/", findingsAnswers(source))
    .route("/", exportAnswers(downloads))
    .route("/", readingAnswers())
    .route("/", auditAnswers(source))
    .route("/", jobAnswers(source, limits, hub))
    .route("/", healthAnswers(source))
    .route("/", figures)
    .route("/", sessionAnswers({ access, source, cookies, trustProxy }))
    .route("/", providerAnswers({ access, source, cookies, trustProxy }))
    .route("/", accountAnswers(source, access))
    .route("/", protocolAnswers(source, access, options.protocols));
  const about = {
    openapi: "3.1.0",
    info: {
      title: "Sextant",
      version: VERSION,
      description: "Aligned documents of the United Nations, searched and exported.",
    },
  };
  let described: ReturnType<typeof app.getOpenAPI31Document> | undefined;
  const document = () => {
    described ??= withCommonAnswers(app.getOpenAPI31Document(about));
    return described;
  };
  app.get("/api/openapi.json", (c) => c.json(document()));
  reference(app, document);
  if (webRoot) {
    app.use("/*", pages(webRoot));
    // A page's address leads to the pages' program, which shows the rest.
    app.get(
      "/:place{search|upload|compare|memories|settings|sign-in|people|documents|documents/.+}",
      pages(webRoot, "index.html"),
    );
  }
  const sweeping = swept(source, onError);
  const close = async (): Promise<void> => {
    sweeping.end();
    await Promise.all([hub?.close(), downloads.close()]);
    await audit.flush();
  };
  return { app: api, close };
}

/** The API's type, for clients written in TypeScript. */
export type Api = ReturnType<typeof createApp>;

/** What every answer says in its head: what a page may load, and which other pages may read it. */
function heads(origins: readonly string[]): MiddlewareHandler<Environment> {
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    // The pages are served over plain HTTP on loopback: nothing may turn their addresses into HTTPS.
    strictTransportSecurity: false,
    ...(origins.length > 0 && { crossOriginResourcePolicy: "cross-origin" }),
  });
  if (origins.length === 0) return secure;
  const crossing = cors({ origin: [...origins], exposeHeaders: ["ETag", "Link", "RateLimit"], maxAge: 600 });
  return (c, next) => secure(c, async () => void (await crossing(c, next)));
}

/** Refuses bodies that are too large, before they are read. */
function bodies({ bodyBytes, uploadBytes }: Limits): MiddlewareHandler<Environment> {
  const limit = (maxSize: number): MiddlewareHandler =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new WrongRequest(413, `a request to this address has at most ${maxSize} bytes`);
      },
    });
  const [small, large] = [limit(bodyBytes), limit(uploadBytes)];
  return (c, next) => (UPLOADS.test(c.req.path) ? large : small)(c, next);
}

/** Whether a browser asks, for a person, and not a program for an answer of the API. */
const wantsPage = ({ req }: Context): boolean =>
  !req.path.startsWith("/api/") && (req.header("Accept") ?? "").includes("text/html");

/** The built pages: what has a hash in its name never changes, the rest is asked for again each time. */
function pages(root: string, path?: string): MiddlewareHandler {
  return serveStatic({
    root,
    ...(path !== undefined && { path }),
    onFound: (file, c) => {
      const isHashed = /[/\\]assets[/\\].*-[\w-]{8,}\.\w+$/.test(file);
      c.header("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}
