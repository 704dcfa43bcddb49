import { type IssuingOperationTable, issuingOperations } from "@countersign/worldline/issuing";
import type { Command } from "../command.js";
import { listHelp } from "../help.js";
import { operationCommand } from "./operation-command.js";
import { optionName } from "./option-name.js";

const resources = Object.entries(issuingOperations as IssuingOperationTable);

/** Every operation of the table, as a command. */
export const issuingCommands: readonly Command[] = resources.flatMap(([resource, operations]) =>
  Object.entries(operations).map(([name, operation]) => operationCommand(resource, name, operation)),
);

/** The help that lists the resources. */
export const issuingHelp: string = listHelp({
  heading: `countersign worldline issuing: the card issuing API, ${resources.length} resources`,
  usage: "countersign worldline issuing RESOURCE OPERATION [OPTIONS]",
  rows: resources.map(([resource, operations]) => [
    optionName(resource),
    Object.keys(operations).map(optionName).join(", "),
  ]),
  more: '"countersign worldline issuing RESOURCE --help" tells methods and paths, "countersign worldline issuing RESOURCE OPERATION --help" the options.',
  example: issuingCommands[0]?.example ?? "",
});
