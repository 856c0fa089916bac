import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { useTranslations } from "use-intl";
import { Said } from "./problem.tsx";

interface Notice {
  /** A sentence, or the error that says what was refused. */
  readonly said: string | Error;
  readonly kind: "done" | "refused";
  /** What can be done about it. */
  readonly remedy?: Remedy;
  /** What it is about: the last notice about one thing takes the place of those before. */
  readonly about?: string;
}

/** A button of a notice. */
interface Remedy {
  readonly text: string;
  readonly act: () => void;
}

const notices = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

/** How long what was done is told, in milliseconds, and what can be undone; what was refused stays until it is closed. */
const TOLD_FOR = 6_000;
const UNDONE_WITHIN = 15_000;

/** Notices that are not closed, by their keys. */
const open = new Map<string, Notice>();

/** Adds a notice, in place of those that it makes needless. @param timeout in milliseconds; it stays, if left out */
function add(notice: Notice, timeout?: number): void {
  for (const [key, own] of open) if (isReplaced(own, notice)) notices.close(key);
  const key: string = notices.add(notice, { ...(timeout && { timeout }), onClose: () => open.delete(key) });
  open.set(key, notice);
}

/** Whether a notice says what a new one says, or is about the same. What its own button undoes stays. */
function isReplaced(own: Notice, notice: Notice): boolean {
  if (own.remedy || notice.remedy) return false;
  if (own.about !== undefined && own.about === notice.about) return true;
  return own.kind === notice.kind && sentenceOf(own) === sentenceOf(notice);
}

const sentenceOf = ({ said }: Notice): string => (typeof said === "string" ? said : said.message);

/**
 * Tells, in sight wherever the page is scrolled to, and to a screen reader.
 *
 * @param about the last notice about one thing takes the place of those before
 */
export function notify(text: string, kind: Notice["kind"] = "done", about?: string): void {
  add({ said: text, kind, ...(about !== undefined && { about }) }, kind === "done" ? TOLD_FOR : undefined);
}

/** Tells what was done, with a button that undoes it. */
export function notifyUndoable(text: string, remedy: Remedy): void {
  add({ said: text, kind: "done", remedy }, UNDONE_WITHIN);
}

/** Tells what the server refused, or that it was not reached. */
export function refused(error: unknown): void {
  add({ said: error as Error, kind: "refused" });
}

export function Notices() {
  const t = useTranslations("shell");
  return (
    <ToastRegion queue={notices} className="notices" aria-label={t("notices")}>
      {({ toast }) => (
        <Toast toast={toast} className={`notice ${toast.content.kind}`}>
          <ToastContent>
            <Text slot="title">
              {typeof toast.content.said === "string" ? (
                <bdi>{toast.content.said}</bdi>
              ) : (
                <Said error={toast.content.said} />
              )}
            </Text>
          </ToastContent>
          {toast.content.remedy && (
            <RemedyButton remedy={toast.content.remedy} onDone={() => notices.close(toast.key)} />
          )}
          <Button slot="close" aria-label={t("close")}>
            ×
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}

function RemedyButton({ remedy: { text, act }, onDone }: { readonly remedy: Remedy; readonly onDone: () => void }) {
  return (
    <Button
      className="remedy"
      onPress={() => {
        act();
        onDone();
      }}
    >
      {text}
    </Button>
  );
}
