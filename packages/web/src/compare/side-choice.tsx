import { Button, FileTrigger } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import type { DocumentSet } from "../api/client.ts";
import { Said } from "../shell/problem.tsx";
import { SetField } from "../shell/set-field.tsx";
import { languageName } from "../text/languages.ts";
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
  readonly onGiveUp: () => void;
}

/** One of the two versions: a document of the memory, or a file. */
export function SideChoice({ side, sets, set, file, onSet, onFile, onGiveUp }: SideChoiceProps) {
  const t = useTranslations("versions");
  if (file) return <FileOfSide name={t(side)} chosen={file} onGiveUp={onGiveUp} />;
  return (
    <div className="side-choice">
      <SetField label={t(side)} placeholder={t("placeholder")} sets={sets} value={set} onChange={onSet} />
      <FileTrigger onSelect={(list) => list?.[0] && onFile(list[0])}>
        <Button aria-label={`${t(side)} – ${t("chooseFile")}`}>{t("chooseFile")}</Button>
      </FileTrigger>
    </div>
  );
}

interface FileOfSideProps {
  readonly name: string;
  readonly chosen: ChosenFile;
  readonly onGiveUp: () => void;
}

function FileOfSide({ name, chosen, onGiveUp }: FileOfSideProps) {
  const t = useTranslations("versions");
  const u = useTranslations("upload");
  const format = useFormatter();
  const { file, read, problem } = chosen;
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
      {read && (
        <p className="quiet">
          {format.list(
            languagesOfFile(chosen).map((own) => (
              <bdi key={own} lang={own}>
                {languageName(own)}
              </bdi>
            )),
          )}
        </p>
      )}
      {!read && !problem && (
        <p className="quiet" role="status">
          {u("reading")}
        </p>
      )}
      {problem && (
        <div className="doubtful" role="alert">
          <p>{t("unreadable")}</p>
          <p>
            <Said error={problem} />
          </p>
        </div>
      )}
    </section>
  );
}
