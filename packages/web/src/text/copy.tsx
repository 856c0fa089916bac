import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { CopyIcon, Done } from "../shell/icons.tsx";
import { notify } from "../shell/notices.tsx";

/** How long the button says that it was done, in milliseconds. */
const SAID_FOR = 1_500;

/** Copies a text with one press. */
export function Copy({ text }: { readonly text: string }) {
  const t = useTranslations("text");
  const [done, setDone] = useState(false);
  return (
    <Button
      className="copy"
      aria-label={t("copy")}
      onPress={async () => {
        if (!(await copyText(text))) return notify(t("notCopied"), "refused");
        setDone(true);
        setTimeout(() => setDone(false), SAID_FOR);
      }}
    >
      {done ? <Done /> : <CopyIcon />}
    </Button>
  );
}

/** @returns whether the browser let it be copied */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
