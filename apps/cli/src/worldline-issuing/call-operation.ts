import {
  createWorldlineIssuingClient,
  InvalidRequestError,
  type IssuingList,
  type IssuingResponse,
  type WorldlineIssuingClientSettings,
} from "@countersign/worldline/issuing";
import { UsageError } from "../errors.js";
import { optionName } from "./option-name.js";

/** What an operation answered. */
export interface Answer extends Pick<IssuingResponse<unknown>, "data" | "responseMetadata"> {
  /** Of a list: whether it has more items than were asked for. */
  readonly hasMore?: boolean;
}

/** One call; the arguments are those of the client's method. */
export interface OperationCall {
  readonly resource: string;
  readonly operation: string;
  readonly args: readonly unknown[];
  /** How many items of a list. */
  readonly limit: number;
}

type Method = (...args: readonly unknown[]) => Promise<IssuingResponse<unknown>> | IssuingList<unknown>;

/** @throws UsageError where the client finds that a value is none of those that the operation takes. */
export async function callOperation(
  settings: WorldlineIssuingClientSettings,
  { resource, operation, args, limit }: OperationCall,
): Promise<Answer> {
  const client = createWorldlineIssuingClient(settings);
  try {
    // Which method it is, only the table knows.
    const methods = client as unknown as Readonly<Record<string, Readonly<Record<string, Method>>>>;
    const result = methods[resource]?.[operation]?.(...args);
    if (result === undefined) throw new TypeError(`the client has no method ${resource}.${operation}`);
    return "pages" in result ? await walk(result, limit) : await result;
  } catch (error) {
    throw error instanceof InvalidRequestError ? wrongValue(error) : error;
  } finally {
    await client.close();
  }
}

/** As many pages as it takes, and no more. */
async function walk(list: IssuingList<unknown>, limit: number): Promise<Answer> {
  const items: unknown[] = [];
  let responseMetadata: Answer["responseMetadata"] | undefined;
  for await (const page of list.pages()) {
    ({ responseMetadata } = page);
    items.push(...page.data);
    if (items.length > limit || (items.length === limit && responseMetadata.links?.next)) {
      return { data: items.slice(0, limit), responseMetadata, hasMore: true };
    }
  }
  if (responseMetadata === undefined) throw new TypeError("a list without pages was read");
  return { data: items, responseMetadata, hasMore: false };
}

/** Options that are not called as what the client calls it. */
const otherNames: Readonly<Record<string, string>> = {
  issuerId: "issuer",
  "wl-origin": "origin",
  "wl-username": "username",
};

function wrongValue(error: InvalidRequestError): UsageError {
  const wrong = error.violations.map(({ path, rule }) => `--${otherNames[path] ?? optionName(path)} ${rule}`);
  return new UsageError(`${wrong.join("; ")}.`, { cause: error });
}
