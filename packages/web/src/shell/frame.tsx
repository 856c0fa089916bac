import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Box } from "./box.tsx";
import { Sextant } from "./icons.tsx";
import { Notices } from "./notices.tsx";
import { Who } from "./who.tsx";

/** What stands around every page: the name, the box, the ways to the other places. */
export function Frame() {
  const t = useTranslations("shell");
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  // Whoever does not see the page is where it begins when another page has come.
  useEffect(() => {
    if (first.current) first.current = false;
    else if (path && document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <>
      <a className="skip" href="#main">
        {t("skip")}
      </a>
      <header className="bar">
        <Link className="mark" to="/">
          <Sextant />
          <span>Sextant</span>
        </Link>
        {path !== "/sign-in" && (
          <>
            {path !== "/" && <Box />}
            <nav aria-label={t("places")}>
              <Link to="/">{t("documents")}</Link>
              <Link to="/upload">{t("upload")}</Link>
              <Link to="/compare">{t("compare")}</Link>
              <Link to="/memories">{t("memories")}</Link>
              <Link to="/settings">{t("settings")}</Link>
              <Who />
            </nav>
          </>
        )}
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Notices />
    </>
  );
}
