import { existsSync, readFileSync } from "node:fs";

const folder = new URL("../../../../../../shared/reference/openapi/clearbank/", import.meta.url);

/** Whether ClearBank's interface files lie beside the repository. */
export const areFilesPresent: boolean = existsSync(folder);

/** The interface files whose every operation has a method of its own. */
export const coveredFiles: readonly string[] = [
  "v1",
  "v2",
  "sterling-v1",
  "sterling-v2",
  "sterling-v3",
  "sterling-v4",
  "fps-initiate-payment-v3",
  "fps-poo-v2",
  "chaps-v6",
  "cop-accounts-v1",
  "cop-outbound-v1",
  "camt053-statement-request-v1",
  "mccy-accounts-v1",
  "mccy-accounts-v2",
  "mccy-internal-transfers-v1",
  "mccy-jpm-emulator-v1",
  "mccy-payments-v1",
  "mccy-statements-v1",
  "mccy-transactions-v1",
];

export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly nullable?: boolean;
}

interface Content {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

export interface Operation {
  readonly parameters?: readonly {
    readonly name?: string;
    readonly in?: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

export interface InterfaceFile {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly requestBodies?: Readonly<Record<string, Content>>;
  };
}

const files = new Map<string, InterfaceFile>();

export function interfaceFile(name: string): InterfaceFile {
  const file: InterfaceFile =
    files.get(name) ??
    JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8").replace(/^\uFEFF/, ""));
  files.set(name, file);
  return file;
}

/** The schema of a body, whatever its media type; undefined for a body that has none. */
export function bodySchema(file: InterfaceFile, body: Content | undefined): Schema | undefined {
  const named = body?.$ref && file.components.requestBodies?.[body.$ref.split("/").at(-1) ?? ""];
  return Object.values((named || body)?.content ?? {})[0]?.schema;
}
