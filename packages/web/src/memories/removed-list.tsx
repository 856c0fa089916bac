import { useQuery } from "@tanstack/react-query";
import { Button, Heading } from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { client, doneOr, type Removed } from "../api/client.ts";
import { removed } from "../api/questions.ts";
import { DialogButton } from "../shell/dialog-button.tsx";
import { useSetName } from "../shell/set-name.ts";
import { type Named, useChange, useRemoval } from "./changes.ts";

/** Who is trusted on loopback, where nobody has a name. */
const LOCAL = "local";

/** What was removed and can be restored; nothing where nothing was. */
export function RemovedList() {
  const t = useTranslations("memories");
  const { data = [] } = useQuery(removed());
  if (data.length === 0) return null;
  return (
    <section className="memory">
      <h2>{t("removedTitle")}</h2>
      <p className="quiet">{t("removedLead")}</p>
      <ul className="documents">
        {data.map((own) => (
          <RemovedLine key={own.id} removed={own} />
        ))}
      </ul>
    </section>
  );
}

function RemovedLine({
  removed: { id, memory, isMemory, documentSets, at, until, by },
}: {
  readonly removed: Removed;
}) {
  const t = useTranslations("memories");
  const format = useFormatter();
  const setName = useSetName();
  const { restore } = useRemoval();
  const first = documentSets[0];
  const what: Named = isMemory
    ? { kind: "memory", name: memory }
    : { kind: "document", name: first ? setName(first) : "" };
  const name = isMemory ? t("theMemory", { name: memory }) : what.name;
  const day = (date: string): string => format.dateTime(new Date(date), { dateStyle: "medium" });
  const segments = documentSets.reduce((sum, { units }) => sum + units, 0);
  return (
    <li className="removed">
      <bdi className="symbol-name">{name}</bdi>
      <p className="quiet">
        <span>
          {by && by !== LOCAL ? t("removedBy", { date: day(at), name: by }) : t("removedOn", { date: day(at) })}
        </span>
        <span>{t("removedUntil", { date: day(until) })}</span>
        {isMemory && <span>{t("sets", { count: documentSets.length })}</span>}
        <span>{t("segments", { count: segments })}</span>
      </p>
      <div className="tools">
        <Button aria-label={t("restoreOf", { ...what })} onPress={() => restore(what, id)}>
          {t("restore")}
        </Button>
        <DialogButton text={t("removeDo")} label={t("removeTitle", { ...what })} isAlert>
          {(close) => <Forget id={id} what={what} onDone={close} />}
        </DialogButton>
      </div>
    </li>
  );
}

/** Asks before something is taken out for good. */
function Forget({ id, what, onDone }: { readonly id: string; readonly what: Named; readonly onDone: () => void }) {
  const t = useTranslations("memories");
  const change = useChange();
  const forget = (): Promise<void> => doneOr(client.api.removed[":id"].$delete({ param: { id } }));
  return (
    <>
      <Heading slot="title">{t("removeTitle", { ...what })}</Heading>
      <p>{t("removeSure")}</p>
      <div className="tools">
        <Button className="danger" onPress={() => change(forget, t("forgotten", { ...what })).then(onDone)}>
          {t("removeDo")}
        </Button>
        <Button onPress={onDone}>{t("cancel")}</Button>
      </div>
    </>
  );
}
