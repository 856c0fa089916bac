import { Link } from "@tanstack/react-router";
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslations } from "use-intl";
import { KEYED_ACTS } from "../settings/keys.ts";
import { usePreferences } from "../settings/preferences.ts";
import { Stroke } from "../settings/stroke.tsx";

/** Keys that always do the same: those to move by, and those of the whole page. */
const BEFORE = [
  ["down", "ArrowDown", "KeyJ"],
  ["up", "ArrowUp", "KeyK"],
  ["before", "←", "→"],
  ["page", "PageDown", "PageUp", "Home", "End"],
] as const;
const BEHIND = [
  ["keys", "?"],
  ["undo", "Ctrl+KeyZ"],
  ["redo", "Ctrl+Shift+KeyZ", "Ctrl+KeyY"],
  ["box", "/"],
] as const;

/** Strokes of which each does the same. */
function Strokes({ strokes }: { readonly strokes: readonly string[] }) {
  return strokes.map((stroke, at) => (
    <span key={stroke}>
      {at > 0 && "/ "}
      <Stroke stroke={stroke} />
    </span>
  ));
}

interface KeysPanelProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** The panel of keys. */
export function KeysPanel({ isOpen, onOpenChange }: KeysPanelProps) {
  const t = useTranslations("keys");
  const { keys } = usePreferences();
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button>{t("title")}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal wide">
          <Dialog className="dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{t("title")}</Heading>
                <p className="quiet">{t("hint")}</p>
                <dl className="keys">
                  {[...BEFORE, ...KEYED_ACTS.map((act) => [act, keys[act]] as const), ...BEHIND].map(
                    ([act, ...strokes]) => (
                      <div key={act}>
                        <dt>
                          <Strokes strokes={strokes} />
                        </dt>
                        <dd>{t(act)}</dd>
                      </div>
                    ),
                  )}
                </dl>
                <div className="tools">
                  <Button className="primary" onPress={close}>
                    {t("close")}
                  </Button>
                  <Link to="/settings">{t("change")}</Link>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
