// How fast a machine is decides no test: these only end what would never end.

/** Milliseconds after which a test is taken to hang. */
export const TEST_HANGS = 30 * 60_000;
/** Milliseconds after which a page or a server that does not come to what is waited for is taken to hang. */
export const WAIT_HANGS = 5 * 60_000;
