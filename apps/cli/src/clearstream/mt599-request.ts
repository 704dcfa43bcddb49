import type { Mt599Request } from "@countersign/clearstream";
import type { Arguments, Command, Outcome } from "../command.js";
import { UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { forceOption, outOption } from "../options.js";
import { writeText } from "../write-text.js";

/** The options of both messages. */
export const mt599Options: Command["options"] = {
  ou: { value: "ID", summary: "the Xact organisation unit", isRequired: true },
  name: { value: "TEXT", summary: "whom Clearstream may call back", isRequired: true },
  email: { value: "ADDRESS", summary: "their e-mail address; @ is written as (at)", isRequired: true },
  phone: { value: "NUMBER", summary: "their telephone number", isRequired: true },
  reference: {
    value: "TEXT",
    summary: "field 20: your own reference, 16 characters at most",
    isRequired: true,
  },
  "related-reference": { value: "TEXT", summary: "field 21: the reference of a message before" },
  api: {
    value: "NAME",
    isList: true,
    summary: "an API resource, as the catalogue names it; the playground by default",
  },
  sender: { value: "BIC", summary: "yours: adds the blocks around the text, for whole messages" },
  out: { ...outOption, summary: "the file to write; - is standard output" },
  force: forceOption,
};

export const mt599Notes =
  "Lines end with CR and LF, and are wrapped to 50 characters. Most banks' interfaces take the fields alone; --sender is for those that take a whole message, to CEDELULLXXX.";

/** Writes a message that `build` makes. */
export async function writeMt599(
  build: (request: Mt599Request) => string,
  args: Arguments,
  io: Io,
): Promise<Outcome> {
  const [apis, sender, relatedReference] = [
    args.list("api"),
    args.optional("sender"),
    args.optional("related-reference"),
  ];
  const request = {
    organisationUnit: args.text("ou"),
    contact: { name: args.text("name"), email: args.text("email"), phone: args.text("phone") },
    reference: args.text("reference"),
    ...(relatedReference !== undefined && { relatedReference }),
    ...(apis.length > 0 && { apis }),
    ...(sender !== undefined && { envelope: { sender } }),
  };
  let message: string;
  try {
    message = build(request);
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${error.message}.`, { cause: error });
    throw error;
  }
  return await writeText(args, io, message, "MT599", { message });
}
