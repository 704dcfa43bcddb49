import type { issuingOperations } from "@countersign/worldline-issuing-facts";
import { balancingHandlers } from "./balancing.js";
import { brandAdviceHandlers } from "./brand-advice.js";
import type { HandlersOf } from "./call.js";
import { contractHandlers } from "./contracts.js";
import { corporateContractHandlers } from "./corporate-contracts.js";
import { corporateEmployeeAccountHandlers } from "./corporate-employee-accounts.js";
import { letterTemplateHandlers } from "./letter-templates.js";
import { letterHandlers } from "./letters.js";
import { operationHandlers } from "./operations.js";
import { productExtensionHandlers } from "./product-extensions.js";
import { statementHandlers } from "./statements.js";
import { transactionHandlers } from "./transactions.js";
import { creditTransferHandlers, directDebitHandlers } from "./transfers.js";

export type Handlers = HandlersOf<keyof typeof issuingOperations>;

/** One for each operation of the table, and none besides: what the type sees to. */
export const handlers: Handlers = {
  ...contractHandlers,
  ...corporateContractHandlers,
  ...corporateEmployeeAccountHandlers,
  ...statementHandlers,
  ...operationHandlers,
  ...transactionHandlers,
  ...creditTransferHandlers,
  ...directDebitHandlers,
  ...letterHandlers,
  ...letterTemplateHandlers,
  ...productExtensionHandlers,
  ...balancingHandlers,
  ...brandAdviceHandlers,
};
