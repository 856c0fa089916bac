import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";

/** Two texts that are pasted in place of files. */
export function Paste({ onTake }: { readonly onTake: (files: readonly File[]) => void }) {
  const t = useTranslations("upload");
  const [texts, setTexts] = useState<readonly [string, string]>(["", ""]);
  const written = texts.filter((text) => text.trim() !== "");
  return (
    <form
      className="paste"
      onSubmit={(event) => {
        event.preventDefault();
        onTake(
          texts.flatMap((text, at) =>
            text.trim() === ""
              ? []
              : [new File([text], `${t("text", { number: at + 1 })}.txt`, { type: "text/plain" })],
          ),
        );
      }}
    >
      {texts.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: there are always two
        <label key={at}>
          <span>{t("text", { number: at + 1 })}</span>
          <textarea
            rows={8}
            dir="auto"
            value={text}
            onChange={({ currentTarget: { value } }) => setTexts(at === 0 ? [value, texts[1]] : [texts[0], value])}
          />
        </label>
      ))}
      <Button type="submit" className="primary" isDisabled={written.length === 0}>
        {t("take")}
      </Button>
    </form>
  );
}
