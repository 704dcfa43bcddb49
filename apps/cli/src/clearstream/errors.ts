import { CountersignError } from "@countersign/crypto-core";

/** A step that cannot be taken as things are: with the files, or at the portal. */
export class ClearstreamCommandError extends CountersignError<"ERR_CREDENTIALS_STATE" | "ERR_PORTAL"> {}
