import { createRoute, z } from "@hono/zod-openapi";
import type { JobKind } from "@sextant/core/memory";
import { badRequest, json, notFound, problem } from "../answer-shapes.ts";
import { JobSchema } from "../schemas/jobs.ts";

/** The API's routes of jobs; answers/jobs.ts answers. */

const JobParameter = z.object({ id: z.uuid().openapi({ description: "Id of the job" }) });

export const jobs = createRoute({
  method: "get",
  path: "/api/jobs",
  summary: "Uploads that are read, aligned and imported; the last 100",
  responses: { 200: json(z.array(JobSchema), "The newest first; those of others for admins only") },
});

/** Fields that either upload may have. */
const UploadFields = {
  id: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: "Of the document set; the name of the first file without its end, if left out" }),
  languages: z.string().optional().openapi({
    description:
      "In the order of the files, `auto` to have one told: `fr,auto`. Of an import: of a table's columns, or source and target, where the file does not name them",
  }),
  encoding: z
    .string()
    .optional()
    .openapi({ description: "Of texts, by a name of the WHATWG Encoding Standard; detected if left out" }),
  memory: z.string().optional().openapi({ description: "The named memory that it is put into" }),
  replace: z
    .enum(["true", "false"])
    .optional()
    .openapi({ description: "Whether it takes the place of another file's document set" }),
};
const FileField = z.any().openapi({ type: "string", format: "binary" });

/** What is answered to an upload. */
const begun = {
  202: json(JobSchema, "The job, which waits; `Location` is its address"),
  400: badRequest,
  403: problem("That takes the role of a translator, or of a reviser for an import"),
  409: problem("The id is taken, or the memory was removed"),
  429: problem(
    "As many jobs of one person wait as may (`SEXTANT_JOBS_WAITING_EACH`), or their files take as much as they may (`SEXTANT_JOB_FILES_EACH_MB`)",
  ),
  503: problem("The same of all people together; `Retry-After` says when to send it again"),
};

/** Described only: the answer reads the form itself, so that a wrong field is told in our words. */
const upload = (kind: JobKind, summary: string, fields: z.ZodRawShape) =>
  createRoute({
    method: "post",
    path: `/api/jobs/${kind}`,
    summary,
    request: {
      body: {
        required: true,
        content: { "multipart/form-data": { schema: z.object({ ...UploadFields, ...fields }) } },
      },
    },
    responses: begun,
  });

export const uploads = [
  upload("align", "Upload documents, one for each language: they are read, aligned and kept in the background", {
    file: z.array(FileField).min(2).max(12),
    symbol: z.string().optional().openapi({ description: "Of the document; recognised if left out" }),
  }),
  upload("import", "Upload a file of another tool: its units are taken in in the background", { file: FileField }),
];

/** Described only, as what is answered goes on. */
export const jobEvents = createRoute({
  method: "get",
  path: "/api/jobs/{id}/events",
  summary: "What becomes of a job, as server-sent events, until it is over",
  request: { params: JobParameter },
  responses: {
    200: {
      description: "An event for each state, named by it, with the job as JSON",
      content: { "text/event-stream": { schema: z.string() } },
    },
    404: notFound,
  },
});

export const job = createRoute({
  method: "get",
  path: "/api/jobs/{id}",
  summary: "How far a job is, and what came of it",
  request: { params: JobParameter },
  responses: { 200: json(JobSchema, "The job"), 404: notFound },
});

export const cancelJob = createRoute({
  method: "delete",
  path: "/api/jobs/{id}",
  summary: "Cancel a job: nothing of it is kept",
  request: { params: JobParameter },
  responses: {
    204: { description: "It is cancelled" },
    404: notFound,
    409: problem("It was done before, and what it made is there; or it had failed"),
  },
});

export const retryJob = createRoute({
  method: "post",
  path: "/api/jobs/{id}/retry",
  summary: "Try a job again that failed or was cancelled",
  request: { params: JobParameter },
  responses: {
    202: json(JobSchema, "It waits"),
    404: notFound,
    409: problem("It is not over, or is done; or its files are kept no longer: send them anew"),
  },
});

export const dropJobFiles = createRoute({
  method: "delete",
  path: "/api/jobs/{id}/files",
  summary: "Give up the files of a job that failed or was cancelled: it is not tried again",
  request: { params: JobParameter },
  responses: {
    204: { description: "They are gone" },
    404: notFound,
    409: problem("It is not over, or has none"),
  },
});
