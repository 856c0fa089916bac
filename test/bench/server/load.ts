import autocannon from "autocannon";

/** How a server answered under load. */
export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Answers other than 200, and requests that were broken off. */
  readonly failed: number;
}

/** What is asked, by how many, and for how long. */
export interface Asking {
  readonly address: string;
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

/** Asks the paths in turn, as often as they are answered. Latencies in ms. */
export async function load({ address, paths, connections, seconds }: Asking): Promise<Load> {
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    timeout: 60,
    requests: paths.map((path) => ({ method: "GET" as const, path })),
  });
  const { p50, p99, max } = result.latency;
  const failed = result.non2xx + result.errors + result.timeouts;
  return { perSecond: result.requests.total / result.duration, p50, p99, max, failed };
}
