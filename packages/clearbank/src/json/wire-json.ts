import { readDecimalJson, writeDecimalJson } from "@countersign/auth";
import { decimalMembers } from "./decimal-members.js";

const isDecimal = (name: string) => decimalMembers.has(name.toLowerCase());

/** Reads ClearBank's JSON: a number under one of `decimalMembers` is text, with the digits of the wire. */
export function parseJson(text: string): unknown {
  return readDecimalJson(text, isDecimal);
}

/** Writes ClearBank's JSON: text under one of `decimalMembers` becomes the number with the same digits. */
export function writeJson(value: unknown): string {
  return writeDecimalJson(value, isDecimal);
}
