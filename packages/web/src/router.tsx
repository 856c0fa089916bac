import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { addressOfOld, compareViewOf, documentViewOf, searchViewOf, signInViewOf, uploadViewOf } from "./addresses.ts";
import { Home } from "./home/home.tsx";
import { Frame } from "./shell/frame.tsx";
import { NotFound } from "./shell/not-found.tsx";

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: ({ location }) => {
    const moved = addressOfOld(location.search as Record<string, unknown>);
    if (moved) throw redirect({ href: moved });
  },
  component: Home,
});

const search = createRoute({
  getParentRoute: () => root,
  path: "/search",
  validateSearch: searchViewOf,
  component: lazyRouteComponent(() => import("./search/search.tsx"), "Search"),
});

const document = createRoute({
  getParentRoute: () => root,
  path: "/documents/$id",
  validateSearch: documentViewOf,
  component: lazyRouteComponent(() => import("./bitext/document-page.tsx"), "DocumentPage"),
});

const upload = createRoute({
  getParentRoute: () => root,
  path: "/upload",
  validateSearch: uploadViewOf,
  component: lazyRouteComponent(() => import("./upload/upload.tsx"), "Upload"),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: "/compare",
  validateSearch: compareViewOf,
  component: lazyRouteComponent(() => import("./compare/compare.tsx"), "Compare"),
});

const memories = createRoute({
  getParentRoute: () => root,
  path: "/memories",
  component: lazyRouteComponent(() => import("./memories/memories.tsx"), "Memories"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings.tsx"), "Settings"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: signInViewOf,
  component: lazyRouteComponent(() => import("./people/sign-in.tsx"), "SignIn"),
});

const people = createRoute({
  getParentRoute: () => root,
  path: "/people",
  component: lazyRouteComponent(() => import("./people/people.tsx"), "People"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, search, upload, document, compare, memories, settings, signIn, people]),
  defaultPreload: "intent",
  scrollRestoration: true,
  // Plain addresses: what is searched is text, also where it looks like a number.
  parseSearch: (query) => Object.fromEntries(new URLSearchParams(query)),
  stringifySearch: (query) => {
    const said = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
    const text = new URLSearchParams(said.map(([key, value]) => [key, String(value)])).toString();
    return text ? `?${text.replaceAll("%2C", ",").replaceAll("%2F", "/")}` : "";
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
