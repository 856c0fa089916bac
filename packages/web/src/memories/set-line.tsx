import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import {
  Button,
  Dialog,
  Heading,
  Menu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
} from "react-aria-components";
import { useFormatter, useTranslations } from "use-intl";
import { answerOf, client, type DocumentSet, type Memory, Refusal } from "../api/client.ts";
import { Export } from "../export/export.tsx";
import { Dots } from "../shell/icons.tsx";
import { MemoryField } from "../shell/memory-field.tsx";
import { notify, refused } from "../shell/notices.tsx";
import { inLanguage, languageName } from "../text/languages.ts";

interface SetLineProps {
  readonly set: DocumentSet;
  readonly memories: readonly Memory[];
}

/** A document set of a memory: what it is, and what can be done with it. */
export function SetLine({ set, memories }: SetLineProps) {
  const t = useTranslations("memories");
  const format = useFormatter();
  const [asked, setAsked] = useState<"move" | "remove">();
  const [first] = set.versions;
  return (
    <li className="with-actions">
      <Link to="/documents/$id" params={{ id: set.id }}>
        <bdi className="symbol-name">{set.symbol}</bdi>
        {first && <span {...inLanguage(first.language)}>{first.title}</span>}
      </Link>
      <p className="quiet">
        <span>
          {format.list(
            set.versions.map(({ language }) => (
              <bdi key={language} lang={language}>
                {languageName(language)}
              </bdi>
            )),
          )}
        </span>
        <span>{t("segments", { count: set.units })}</span>
      </p>
      <MenuTrigger>
        <Button className="more-plain" aria-label={t("actions", { symbol: set.symbol })}>
          <Dots />
        </Button>
        <Popover className="popover">
          <Menu className="list" onAction={(key) => setAsked(key as "move" | "remove")}>
            <MenuItem id="move" className="item">
              {t("move")}
            </MenuItem>
            <MenuItem id="remove" className="item">
              {t("remove")}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <ModalOverlay
        className="overlay"
        isDismissable
        isOpen={asked !== undefined}
        onOpenChange={(isOpen) => !isOpen && setAsked(undefined)}
      >
        <Modal className="modal">
          <Dialog className="dialog">
            {asked === "move" ? (
              <Move set={set} memories={memories} onDone={() => setAsked(undefined)} />
            ) : (
              <Remove set={set} onDone={() => setAsked(undefined)} />
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </li>
  );
}

/** Does a piece of work, tells what was done or why not, and renews what is listed. */
function useChange(onDone: () => void): (work: () => Promise<unknown>, done: string) => Promise<void> {
  const questions = useQueryClient();
  return async (work, done) => {
    try {
      await work();
      notify(done);
    } catch (error) {
      refused(error);
    } finally {
      for (const key of ["document-sets", "memories"]) await questions.invalidateQueries({ queryKey: [key] });
      onDone();
    }
  };
}

function Move({ set, memories, onDone }: SetLineProps & { readonly onDone: () => void }) {
  const t = useTranslations("memories");
  const change = useChange(onDone);
  const [name, setName] = useState("");
  return (
    <form
      className="replace"
      onSubmit={(event) => {
        event.preventDefault();
        change(
          () =>
            answerOf(
              client.api["document-sets"][":id"].memory.$put({ param: { id: set.id }, json: { name: name.trim() } }),
            ),
          t("moved", { symbol: set.symbol, name: name.trim() }),
        );
      }}
    >
      <Heading slot="title">{t("move")}</Heading>
      <p className="quiet">
        <bdi>{set.symbol}</bdi>
      </p>
      <MemoryField
        label={t("moveTo")}
        placeholder={memories.find((own) => own.name !== set.memory)?.name ?? ""}
        value={name}
        onChange={setName}
        isRequired
      />
      <div className="tools">
        <Button type="submit" className="primary">
          {t("moveDo")}
        </Button>
        <Button onPress={onDone}>{t("cancel")}</Button>
      </div>
    </form>
  );
}

function Remove({ set, onDone }: Pick<SetLineProps, "set"> & { readonly onDone: () => void }) {
  const t = useTranslations("memories");
  const change = useChange(onDone);
  const remove = async (): Promise<void> => {
    const response = await client.api["document-sets"][":id"].$delete({ param: { id: set.id } });
    if (!response.ok) throw new Refusal(response.status, await response.json().catch(() => undefined));
  };
  return (
    <>
      <Heading slot="title">{t("removeTitle", { symbol: set.symbol })}</Heading>
      <p>{t("removeSure")}</p>
      <div className="tools">
        <Export sets={[set]} shown={set.versions.map(({ language }) => language)} />
        <Button className="danger" onPress={() => change(remove, t("removed", { symbol: set.symbol }))}>
          {t("removeDo")}
        </Button>
        <Button onPress={onDone}>{t("cancel")}</Button>
      </div>
    </>
  );
}
