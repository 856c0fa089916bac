import { Button, FileTrigger } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { type DocumentSet, Refusal } from "../api/client.ts";
import { AnyLanguageSelect } from "../shell/any-language-select.tsx";
import { isUntold, likelyLanguages, Said } from "../shell/problem.tsx";
import { SetField } from "../shell/set-field.tsx";
import { languageName } from "../text/languages.ts";
import { ReadingWarnings } from "../upload/reading-warnings.tsx";
import { type ChosenFile, languagesOfFile, type Side } from "./chosen-files.ts";

interface SideChoiceProps {
  readonly side: Side;
  readonly sets: readonly DocumentSet[];
  /** Id of the document set. */
  readonly set: string | undefined;
  /** The file in place of it. */
  readonly file: ChosenFile | undefined;
  readonly onSet: (id: string) => void;
  readonly onFile: (file: File) => void;
  /** Told what language the file is in. */
  readonly onLanguage: (language: string) => void;
  readonly onGiveUp: () => void;
}

/** One of the two versions: a document of the memory, or a file. */
export function SideChoice({ side, sets, set, file, onSet, ...acts }: SideChoiceProps) {
  const t = useTranslations("versions");
  if (file) return <FileOfSide name={t(side)} chosen={file} {...acts} />;
  return (
    <div className="side-choice">
      <SetField label={t(side)} placeholder={t("placeholder")} sets={sets} value={set} onChange={onSet} />
      <FileTrigger onSelect={(list) => list?.[0] && acts.onFile(list[0])}>
        <Button aria-label={`${t(side)} – ${t("chooseFile")}`}>{t("chooseFile")}</Button>
      </FileTrigger>
    </div>
  );
}

interface FileOfSideProps extends Pick<SideChoiceProps, "onFile" | "onLanguage" | "onGiveUp"> {
  readonly name: string;
  readonly chosen: ChosenFile;
}

function FileOfSide({ name, chosen, onFile, onLanguage, onGiveUp }: FileOfSideProps) {
  const u = useTranslations("upload");
  const format = useFormatter();
  const { file, read, problem, language } = chosen;
  const why = problem instanceof Refusal ? problem.why : undefined;
  const languages = languagesOfFile(chosen);
  return (
    <section className="side-choice" aria-label={name}>
      <div className="labelled">
        <span className="quiet">{name}</span>
        <p className="chosen-file">
          <bdi>{file.name}</bdi>
          <Button className="more-plain" onPress={onGiveUp} aria-label={u("remove", { name: file.name })}>
            ×
          </Button>
        </p>
      </div>
      {languages.length > 1 && (
        <p className="quiet">
          {format.list(
            languages.map((own) => (
              <bdi key={own} lang={own}>
                {languageName(own)}
              </bdi>
            )),
          )}
        </p>
      )}
      {problem && <Unreadable problem={problem} />}
      {(read || isUntold(problem)) && (
        <AnyLanguageSelect
          label={u("language", { name: file.name })}
          likely={likelyLanguages(chosen)}
          value={language ?? (languages.length > 1 ? "" : (languages[0] ?? ""))}
          onChange={onLanguage}
        />
      )}
      {read && read.language === (language ?? read.language) && (
        <ReadingWarnings warnings={read.warnings.filter(({ code }) => code === "other-language")} />
      )}
      {problem && !why && (
        <Button onPress={() => onFile(file)} aria-label={`${u("retry")} – ${file.name}`}>
          {u("retry")}
        </Button>
      )}
      {problem && (
        <FileTrigger onSelect={(list) => list?.[0] && onFile(list[0])}>
          <Button aria-label={`${u("other")} – ${file.name}`}>{u("other")}</Button>
        </FileTrigger>
      )}
      {!read && !problem && (
        <p className="quiet" role="status">
          {u("reading")}
        </p>
      )}
    </section>
  );
}

/** Why a file cannot be read. */
function Unreadable({ problem }: { readonly problem: Error }) {
  return (
    <p className="doubtful" role="alert">
      <Said error={problem} />
    </p>
  );
}
