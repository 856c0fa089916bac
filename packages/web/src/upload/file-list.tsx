import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useTranslations } from "use-intl";
import { LOCALES } from "../settings/preferences.ts";
import { LanguageSelect } from "../shell/language-select.tsx";
import { Said } from "../shell/problem.tsx";
import { ReadingWarning } from "./reading-warning.tsx";
import { languageOf, type UploadedVersion, type UploadedVersions } from "./versions.ts";

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
export function FileList({ versions, remove, choose, readAgain }: Omit<UploadedVersions, "add">) {
  const t = useTranslations("upload");
  return (
    <section>
      <h2>{t("files")}</h2>
      <ul className="files">
        {versions.map((version) => (
          <FileLine
            key={version.key}
            version={version}
            onRemove={() => remove(version.key)}
            onChoose={(language) => choose(version.key, language)}
            onReadAgain={() => readAgain(version)}
          />
        ))}
      </ul>
    </section>
  );
}

interface FileLineProps {
  readonly version: UploadedVersion;
  readonly onRemove: () => void;
  readonly onChoose: (language: string) => void;
  readonly onReadAgain: () => void;
}

function FileLine({ version, onRemove, onChoose, onReadAgain }: FileLineProps) {
  const t = useTranslations("upload");
  const { file, read, problem } = version;
  const language = languageOf(version);
  return (
    <li aria-busy={!read && problem === undefined}>
      <p className="file-name">
        <bdi>{file.name}</bdi>
      </p>
      <div className="file-language">
        {language !== undefined && read && (
          <LanguageSelect
            label={t("language", { name: file.name })}
            languages={[...new Set([...LOCALES, read.language])]}
            value={language}
            onChange={onChoose}
          />
        )}
        {problem !== undefined && (
          <Button onPress={onReadAgain} aria-label={`${t("retry")} – ${file.name}`}>
            {t("retry")}
          </Button>
        )}
        <Button className="more-plain" onPress={onRemove} aria-label={t("remove", { name: file.name })}>
          ×
        </Button>
      </div>
      {!read && problem === undefined && (
        <p className="quiet" role="status">
          {t("reading")}
        </p>
      )}
      {problem !== undefined && (
        <div className="doubtful" role="alert">
          <p>{t("unreadable")}</p>
          <p>
            <Said error={problem} />
          </p>
        </div>
      )}
      {read && <Recognised read={read} />}
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
      {read.warnings.length > 0 && (
        <Disclosure className="history doubts">
          <Heading level={3}>
            <Button slot="trigger" className="doubtful">
              {t("warnings", { count: read.warnings.length })}
            </Button>
          </Heading>
          <DisclosurePanel>
            <ul>
              {read.warnings.map((warning) => (
                <li key={warning.message}>
                  <ReadingWarning warning={warning} />
                </li>
              ))}
            </ul>
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  );
}
