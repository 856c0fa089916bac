import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { Button, FileTrigger } from "react-aria-components";
import { useTranslations } from "use-intl";
import { beginJob } from "../api/uploads.ts";
import { notify, refused } from "../shell/notices.tsx";
import { handOver, holdsUnits, takeHandedOver, useDroppedFiles } from "./dropped.ts";
import { FileList } from "./file-list.tsx";
import { Outcome } from "./outcome.tsx";
import { Paste } from "./paste.tsx";
import { Start, type WantedSet } from "./start.tsx";
import { Texts } from "./texts.tsx";
import { languageOf, useVersions } from "./versions.ts";

/** A person's own texts: read, looked at, aligned, opened and exported. */
export function Upload() {
  const t = useTranslations("upload");
  const navigate = useNavigate();
  const { job } = useSearch({ from: "/upload" });
  const { versions, add, ...change } = useVersions();
  const [isPasting, setPasting] = useState(false);
  const take = useCallback(
    (files: readonly File[]): void => {
      if (files.length > 0 && files.every(holdsUnits)) {
        handOver(files);
        navigate({ to: "/memories" });
      } else if (!add(files)) notify(t("tooMany"), "refused");
    },
    [add, t, navigate],
  );
  const isOver = useDroppedFiles(take);
  useEffect(() => {
    document.title = `${t("title")} – Sextant`;
  }, [t]);
  useEffect(() => {
    const files = takeHandedOver();
    if (files.length > 0 && !add(files)) notify(t("tooMany"), "refused");
  }, [add, t]);
  const goTo = (id: string | undefined): Promise<void> =>
    navigate({ to: "/upload", search: id === undefined ? {} : { job: id }, replace: true });
  const start = async ({ id, symbol, memory }: WantedSet): Promise<void> => {
    try {
      const files = versions.map(({ file }) => file);
      const languages = versions.map((version) => languageOf(version) ?? "auto").join(",");
      await goTo((await beginJob("align", files, { id, symbol, memory, languages })).id);
    } catch (error) {
      refused(error);
    }
  };
  if (job !== undefined)
    return (
      <>
        <h1 className="page">{t("title")}</h1>
        <Outcome id={job} versions={versions} onChange={() => goTo(undefined)} />
      </>
    );
  return (
    <div className="page narrow-page upload">
      <h1>{t("title")}</h1>
      <p className="quiet">{t("lead")}</p>
      <div className={["drop", isOver && "over", versions.length > 0 && "small"].filter(Boolean).join(" ")}>
        <p className="drop-title">{t("drop")}</p>
        <p className="quiet">{t("formats")}</p>
        <div className="tools">
          <FileTrigger allowsMultiple onSelect={(list) => take([...(list ?? [])])}>
            <Button className={versions.length === 0 ? "primary" : ""}>{t("choose")}</Button>
          </FileTrigger>
          <Button aria-expanded={isPasting} onPress={() => setPasting(!isPasting)}>
            {t("paste")}
          </Button>
        </div>
      </div>
      {isPasting && (
        <Paste
          onTake={(files) => {
            setPasting(false);
            take(files);
          }}
        />
      )}
      {versions.length > 0 && (
        <>
          <FileList versions={versions} {...change} />
          <Start versions={versions} onStart={start} />
          <Texts versions={versions} />
        </>
      )}
    </div>
  );
}
