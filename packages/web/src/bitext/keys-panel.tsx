import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslations } from "use-intl";
import { KEYS_SHOWN } from "./keys.ts";

interface KeysPanelProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** The panel of keys. */
export function KeysPanel({ isOpen, onOpenChange }: KeysPanelProps) {
  const t = useTranslations("keys");
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
                  {KEYS_SHOWN.map(([act, keys]) => (
                    <div key={act}>
                      <dt>
                        {keys.split(" ").map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dt>
                      <dd>{t(act)}</dd>
                    </div>
                  ))}
                  <div>
                    <dt>
                      <kbd>Ctrl</kbd>
                      <kbd>Z</kbd>
                    </dt>
                    <dd>{t("undo")}</dd>
                  </div>
                  <div>
                    <dt>
                      <kbd>Ctrl</kbd>
                      <kbd>Shift</kbd>
                      <kbd>Z</kbd>
                    </dt>
                    <dd>{t("redo")}</dd>
                  </div>
                  <div>
                    <dt>
                      <kbd>/</kbd>
                    </dt>
                    <dd>{t("box")}</dd>
                  </div>
                </dl>
                <Button className="primary" onPress={close}>
                  {t("close")}
                </Button>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
