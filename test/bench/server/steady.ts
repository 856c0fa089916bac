import { Agent, get } from "node:http";
import { setTimeout } from "node:timers/promises";
import { random } from "../../random.ts";
import type { Asking, Load } from "./load.ts";

/** A request that is answered no sooner is given up. */
const TIMEOUT_MS = 60_000;

/** What is asked at a rate that does not wait for answers. */
export interface SteadyAsking extends Asking {
  /** Requests a second, on the average. */
  readonly rate: number;
  /** Ends it when it is aborted; `seconds` are then the least. */
  readonly until?: Promise<unknown>;
}

/**
 * Asks the paths in turn at random moments, as people do who know nothing of each other: the gaps between are exponential. Latencies
 * in ms count from the moment at which a request was to be sent: one that waits for a connection is not overlooked. autocannon
 * cannot do that: it sends all requests of a second at its beginning.
 */
export async function steady({ address, paths, connections, seconds, rate, until }: SteadyAsking): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const asked: Promise<void>[] = [];
  let failed = 0;
  let isOver = until === undefined;
  void until?.finally(() => {
    isOver = true;
  });
  const draw = random(rate);
  const begun = performance.now();
  let due = begun;
  for (let n = 0; due - begun < 1000 * seconds || !isOver; n++) {
    due += (-1000 * Math.log(1 - draw())) / rate;
    await setTimeout(Math.max(0, due - performance.now()));
    const sent = due;
    const path = paths[n % paths.length];
    const answer = answered(agent, `${address}${path}`).then((fault) => {
      latencies.push(performance.now() - sent);
      if (fault === undefined) return;
      failed++;
      console.error(`failed: ${fault}, ${path}`);
    });
    asked.push(answer);
  }
  await Promise.all(asked);
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => Math.round(latencies[Math.ceil(share * latencies.length) - 1] ?? 0);
  const perSecond = (1000 * latencies.length) / (performance.now() - begun);
  return { perSecond, p50: at(0.5), p99: at(0.99), max: at(1), failed };
}

/** Returns why an address is not answered with 200, to the end. */
function answered(agent: Agent, address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get(address, { agent, timeout: TIMEOUT_MS }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode === 200 ? undefined : `status ${response.statusCode}`));
      response.once("error", (error) => resolve(error.message));
    });
    request.once("timeout", () => request.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)));
    request.once("error", (error) => resolve(error.message));
  });
}
