import { numberSetting } from "@sextant/core/config";
import type { JobBounds } from "@sextant/core/memory";

/** What a server gives to one who asks, and to all together. */
export interface Limits {
  readonly requestsPerMinute: number;
  readonly requestsAtOnce: number;
  readonly connections: number;
  readonly downloads: number;
  readonly bodyBytes: number;
  readonly uploadBytes: number;
  readonly requestMs: number;
  readonly jobs: JobBounds;
}

const MB = 1024 * 1024;

/** The limits of the settings. */
export function limitsOfSettings(): Limits {
  const own = (name: Parameters<typeof numberSetting>[0]): number => numberSetting(name) as number;
  return {
    requestsPerMinute: own("SEXTANT_REQUESTS_PER_MINUTE"),
    requestsAtOnce: own("SEXTANT_REQUESTS_AT_ONCE"),
    connections: own("SEXTANT_CONNECTIONS"),
    downloads: own("SEXTANT_DOWNLOADS"),
    bodyBytes: own("SEXTANT_BODY_MB") * MB,
    uploadBytes: own("SEXTANT_UPLOAD_MB") * MB,
    requestMs: own("SEXTANT_REQUEST_SECONDS") * 1000,
    jobs: {
      waiting: own("SEXTANT_JOBS_WAITING"),
      waitingEach: own("SEXTANT_JOBS_WAITING_EACH"),
      fileBytes: own("SEXTANT_JOB_FILES_MB") * MB,
      fileBytesEach: own("SEXTANT_JOB_FILES_EACH_MB") * MB,
    },
  };
}
