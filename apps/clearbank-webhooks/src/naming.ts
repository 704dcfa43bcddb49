import { ConfigError, errorText } from "./errors.js";

/** @throws ConfigError that begins with the setting's name. */
export async function naming<Value>(setting: string, value: Promise<Value>): Promise<Value> {
  try {
    return await value;
  } catch (error) {
    throw new ConfigError(`${setting}: ${errorText(error)}`);
  }
}
