import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";

/** What went wrong, where it went wrong, and the way to try again. */
export function Problem({ children, onRetry }: { readonly children: ReactNode; readonly onRetry?: () => void }) {
  const t = useTranslations("shell");
  return (
    <div className="problem" role="alert">
      <p>
        <bdi>{children}</bdi>
      </p>
      {onRetry && <Button onPress={onRetry}>{t("retry")}</Button>}
    </div>
  );
}
