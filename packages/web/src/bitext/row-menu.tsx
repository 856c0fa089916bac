import { Menu, MenuItem, Popover, Separator } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { Messages } from "../messages/messages.ts";
import type { Act } from "./keys.ts";

interface RowMenuProps {
  /** The button of the row that it is opened for; it is closed if undefined. */
  readonly button: HTMLElement | undefined;
  readonly onAct: (act: Act) => void;
  readonly onClose: () => void;
}

/** What can be done to a row. One menu serves all rows: a menu for each would be made at every turn of the wheel. */
export function RowMenu({ button, onAct, onClose }: RowMenuProps) {
  const t = useTranslations("keys");
  return (
    <Popover
      className="popover"
      triggerRef={{ current: button ?? null }}
      isOpen={button !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <Menu
        className="list"
        aria-label={button?.getAttribute("aria-label") ?? t("title")}
        autoFocus="first"
        onClose={onClose}
        onAction={(key) => onAct(String(key) as Act)}
      >
        <Item id="confirm" keys="Enter" />
        <Item id="reject" keys="X" />
        <Separator />
        <Item id="merge" keys="M" />
        <Item id="split" keys="S" />
        <Item id="moveUp" keys="Alt ↑" />
        <Item id="moveDown" keys="Alt ↓" />
        <Item id="link" keys="L" />
        <Item id="unlink" keys="U" />
        <Separator />
        <Item id="segments" keys="O" />
        <Item id="copy" keys="C" />
        <Item id="address" keys="A" />
        <Item id="choose" keys="Space" />
      </Menu>
    </Popover>
  );
}

function Item({ id, keys }: { readonly id: keyof Messages["keys"] & Act; readonly keys: string }) {
  const t = useTranslations("keys");
  return (
    <MenuItem id={id} className="item" textValue={t(id)}>
      <span>{t(id)}</span>
      <kbd>{keys}</kbd>
    </MenuItem>
  );
}
