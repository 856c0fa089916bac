/** Whether a memory's location is the address of a PostgreSQL database. */
export const isPostgres = (location: string): boolean => /^postgres(ql)?:\/\//.test(location);

/** An address as it may be shown. */
export function withoutPassword(address: string): string {
  try {
    const url = new URL(address);
    if (url.password) url.password = "…";
    return decodeURI(url.href);
  } catch {
    return "postgres://…";
  }
}
