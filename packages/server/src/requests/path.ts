/**
 * The path that a request is routed by. Clients of amaGama ask for `/api/v1//en/fr/unit/…`: before the text, slashes that follow
 * one another are one.
 */
export function pathOf(request: Request): string {
  const { pathname } = new URL(request.url);
  const [, head = pathname, tail = ""] = /^(.*?\/(?:unit|store)\/)(.*)$/s.exec(pathname) ?? [];
  return head.replace(/\/{2,}/g, "/") + tail;
}
