export type { Operation, OperationTable, QueryKind } from "./operation.js";
export { issuingOperations } from "./operations.js";
