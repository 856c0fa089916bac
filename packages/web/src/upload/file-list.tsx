import { Link } from "@tanstack/react-router";
import { Button, FileTrigger } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { Refusal } from "../api/client.ts";
import { AnyLanguageSelect } from "../shell/any-language-select.tsx";
import { isUntold, likelyLanguages, Said } from "../shell/problem.tsx";
import { languageName } from "../text/languages.ts";
import { handOver } from "./dropped.ts";
import { ReadingWarnings } from "./reading-warnings.tsx";
import { isRead, languageOf, shownOf, type UploadedVersion, type UploadedVersions } from "./versions.ts";

/** Formats by the names that people know them by, the same in every language. */
const FORMATS: Readonly<Record<string, string>> = {
  pdf: "PDF",
  docx: "Word",
  doc: "Word",
  odt: "OpenDocument",
  epub: "EPUB",
  rtf: "RTF",
  html: "HTML",
};

/** The files that were chosen, and what was recognised in each. */
export function FileList({ versions, remove, choose, readAgain, divide }: Omit<UploadedVersions, "add">) {
  const t = useTranslations("upload");
  return (
    <section>
      <h2>{t("files")}</h2>
      <ul className="files">
        {versions.map((version) => (
          <FileLine
            key={version.key}
            version={version}
            isReading={version.problem === undefined && !isRead(version, versions)}
            onRemove={() => remove(version.key)}
            onChoose={(language) => choose(version, language)}
            onReadAgain={(file) => readAgain(version, file)}
            onDivide={versions.length === 1 ? () => divide(version) : undefined}
          />
        ))}
      </ul>
    </section>
  );
}

interface FileLineProps {
  readonly version: UploadedVersion;
  /** Whether it is being read, the first time or again. */
  readonly isReading: boolean;
  readonly onRemove: () => void;
  readonly onChoose: (language: string) => void;
  readonly onReadAgain: (file?: File) => void;
  /** Makes a version of each of its languages; undefined where others stand beside it. */
  readonly onDivide: (() => void) | undefined;
}

function FileLine({ version, isReading, onRemove, onChoose, onReadAgain, onDivide }: FileLineProps) {
  const t = useTranslations("upload");
  const { file, read, problem } = version;
  const language = languageOf(version);
  const format = useFormatter();
  // What cannot be read as it is, cannot be read the next time either.
  const why = problem instanceof Refusal ? problem.why : undefined;
  return (
    <li aria-busy={isReading}>
      <p className="file-name">
        <bdi>{file.name}</bdi>
      </p>
      <div className="file-language">
        {(read || isUntold(problem)) && (
          <AnyLanguageSelect
            label={t("language", { name: file.name })}
            likely={likelyLanguages(version)}
            value={language ?? ""}
            onChange={onChoose}
          />
        )}
        {problem !== undefined && !why && (
          <Button onPress={() => onReadAgain()} aria-label={`${t("retry")} – ${file.name}`}>
            {t("retry")}
          </Button>
        )}
        {why?.reason === "units" && (
          <Link className="button" to="/memories" onClick={() => handOver([file])}>
            {t("toMemories")}
          </Link>
        )}
        {why && (
          <FileTrigger onSelect={(list) => list?.[0] && onReadAgain(list[0])}>
            <Button aria-label={`${t("other")} – ${file.name}`}>{t("other")}</Button>
          </FileTrigger>
        )}
        <Button className="more-plain" onPress={onRemove} aria-label={t("remove", { name: file.name })}>
          ×
        </Button>
      </div>
      {isReading && (
        <p className="quiet" role="status">
          {t("reading")}
        </p>
      )}
      {problem !== undefined && (
        <div className="doubtful" role="alert">
          {!why && <p>{t("unreadable")}</p>}
          <p>
            <Said error={problem} />
          </p>
        </div>
      )}
      {read && <Recognised read={shownOf(version) ?? read} />}
      {onDivide && read?.languages && (
        <p>
          <Button onPress={onDivide}>
            {t.rich("divide", {
              languages: () =>
                format.list(
                  (read.languages ?? []).map((own) => (
                    <bdi key={own} lang={own}>
                      {languageName(own)}
                    </bdi>
                  )),
                ),
            })}
          </Button>
        </p>
      )}
    </li>
  );
}

function Recognised({ read }: { readonly read: NonNullable<UploadedVersion["read"]> }) {
  const t = useTranslations("upload");
  return (
    <>
      <p className="quiet facts">
        <span>{FORMATS[read.format] ?? t("plain")}</span>
        {read.symbol ? <bdi>{read.symbol}</bdi> : <span>{t("noSymbol")}</span>}
        {read.pages !== undefined && <span>{t("pages", { count: read.pages })}</span>}
        <span>{t("paragraphs", { count: read.blockCount })}</span>
        {read.noteCount > 0 && <span>{t("notes", { count: read.noteCount })}</span>}
        {read.leftOutCount > 0 && <span>{t("leftOut", { count: read.leftOutCount })}</span>}
      </p>
      <ReadingWarnings warnings={read.warnings} />
    </>
  );
}
