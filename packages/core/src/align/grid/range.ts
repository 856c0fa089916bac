/** The numbers `from` to before `to`; none where `to` is not larger. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
