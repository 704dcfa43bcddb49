import { CountersignError } from "@countersign/crypto-core";

/** What is wrong with a message. */
export type Mt599ErrorCode =
  /** A character that SWIFT cannot carry. */
  | "ERR_MT599_CHARACTER"
  /** Lines that do not end with CR and LF, or an empty one. */
  | "ERR_MT599_LINE"
  /** A field that is missing, unknown, repeated, or in the wrong place. */
  | "ERR_MT599_FIELD"
  /** Field 20 or 21. */
  | "ERR_MT599_REFERENCE"
  /** Field 79: more than 35 lines, or one of more than 50 characters. */
  | "ERR_MT599_NARRATIVE"
  /** Blocks 1, 2 and 4, or the ends of the message. */
  | "ERR_MT599_ENVELOPE";

/** One thing that is wrong with a message. */
export interface Mt599Problem {
  /** That of the {@link Mt599Error} which it would be. */
  readonly code: Mt599ErrorCode;
  /** What is wrong, in a sentence. */
  readonly message: string;
  /** Of the text, counted from 1, where it is in one. */
  readonly line?: number;
}

/** A message that SWIFT would not carry, or that is none. */
export class Mt599Error extends CountersignError<Mt599ErrorCode> {}
