import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Modal, ModalOverlay } from "react-aria-components";

interface DialogButtonProps {
  readonly text: string;
  /** What a screen reader says, where the text alone does not tell. */
  readonly label?: string;
  /** What the dialog shows; it calls `close` when it is done. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a dialog. */
export function DialogButton({ text, label, children }: DialogButtonProps) {
  return (
    <DialogTrigger>
      <Button {...(label !== undefined && { "aria-label": label })}>{text}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog className="dialog">{({ close }) => children(close)}</Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
