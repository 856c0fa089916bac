import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Modal, ModalOverlay } from "react-aria-components";

interface DialogButtonProps {
  readonly text: string;
  /** What a screen reader says, where the text alone does not tell. */
  readonly label?: string;
  /** Id of what says what the button is for, where the text alone does not tell. */
  readonly describedBy?: string;
  readonly isPrimary?: boolean;
  readonly isWide?: boolean;
  /** Whether the dialog warns of what cannot be undone. */
  readonly isAlert?: boolean;
  /** What the dialog shows; it calls `close` when it is done. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a dialog. */
export function DialogButton(props: DialogButtonProps) {
  const { text, label, describedBy, isPrimary = false, isWide = false, isAlert = false, children } = props;
  return (
    <DialogTrigger>
      <Button
        className={isPrimary ? "primary" : ""}
        {...(label !== undefined && { "aria-label": label })}
        {...(describedBy !== undefined && { "aria-describedby": describedBy })}
      >
        {text}
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className={isWide ? "modal wide" : "modal"}>
          <Dialog className="dialog" role={isAlert ? "alertdialog" : "dialog"}>
            {({ close }) => children(close)}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
