import { Command, Option } from "@commander-js/extra-typings";
import { names, UsageError, wholeNumber } from "../exit.ts";
import { DATA, withMemory } from "../files.ts";

const ROLES = ["reader", "translator", "reviser", "admin"] as const;
const DAY_MS = 86_400_000;

const add = new Command("add")
  .description("Make a token; it is shown once, and kept nowhere")
  .argument("<name>", "whose it is: a person, or a tool")
  .addOption(new Option("-r, --role <name>", "what it lets do").choices(ROLES).default("reader" as const))
  .option(
    "-m, --memories <names>",
    "the named memories that there are for it, separated by commas; all if left out",
    names,
  )
  .option("--days <number>", "how long it is good; for ever if left out", wholeNumber("--days", 1, 36_500))
  .option("--data <folder>", "where the memory is", DATA)
  .action(async (name, { role, memories, days, data }) => {
    await withMemory(data, async (memory) => {
      const known = new Set((await memory.memories.list()).map((own) => own.name));
      const unknown = (memories ?? []).filter((own) => !known.has(own));
      if (unknown.length > 0)
        throw new UsageError(`there is no memory ${unknown.join(", ")}; there are ${[...known].join(", ")}`);
      const expires = days === undefined ? undefined : new Date(Date.now() + days * DAY_MS).toISOString();
      const { id, secret } = await memory.serving.addToken({
        ...{ name, role },
        ...(memories && { memories }),
        ...(expires !== undefined && { expires }),
      });
      console.error(`Token ${id} for ${name}, ${role}${memories ? ` of ${memories.join(", ")}` : ""}:`);
      console.log(secret);
    });
  });

const list = new Command("list")
  .description("Show all tokens; what they say themselves is not known")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async ({ data }) => {
    await withMemory(data, async (memory) => {
      for (const { id, name, role, memories, created, expires, revoked } of await memory.serving.tokens()) {
        const until = revoked ? `revoked ${revoked.slice(0, 10)}` : expires ? `until ${expires.slice(0, 10)}` : "";
        console.log(
          [id, name || "(erased)", role, memories?.join(",") ?? "all", created.slice(0, 10), until].join("\t"),
        );
      }
    });
  });

const revoke = new Command("revoke")
  .description("Make a token none; a server that has seen it believes it for five seconds yet")
  .argument("<id>", "as sextant token list shows it")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async (id, { data }) => {
    await withMemory(data, async (memory) => {
      if (!(await memory.serving.revokeToken(id))) throw new Error(`there is no token ${id} that is good`);
    });
  });

const erase = new Command("erase")
  .description("Erase a person's name: their tokens are revoked, and the audit log has their ids only")
  .argument("<name>", "as sextant token list shows it")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async (name, { data }) => {
    await withMemory(data, async (memory) => {
      if ((await memory.serving.erasePerson(name)) === 0) throw new Error(`there is no token of ${name}`);
    });
  });

const audit = new Command("audit")
  .description("Write the audit log as JSON Lines: who changed what, and when")
  .option("--data <folder>", "where the memory is", DATA)
  .action(async ({ data }) => {
    await withMemory(data, async (memory) => {
      for (
        let after = 0, page = await memory.serving.auditAfter();
        page.length > 0;
        page = await memory.serving.auditAfter(after)
      ) {
        for (const entry of page) console.log(JSON.stringify(entry));
        after = page.at(-1)?.id ?? after;
      }
    });
  });

export const tokenCommand = new Command("token")
  .addCommand(add)
  .addCommand(list)
  .addCommand(revoke)
  .addCommand(erase)
  .addCommand(audit);
