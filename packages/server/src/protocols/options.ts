/** What is opened that is closed for safety. */
export interface ProtocolOptions {
  /** Whether amaGama's answers may be scripts, which any page can read. */
  readonly jsonp?: boolean;
  /** Whether caches between server and client may keep amaGama's answers for an hour. */
  readonly publicCache?: boolean;
}
