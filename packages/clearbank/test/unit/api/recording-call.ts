import type { Call, ClearBankCall } from "../../../src/client/call.js";

/** A call that notes what is asked for and answers with the given data, one after the other, then with `{}`. */
export function recordingCall(...answers: readonly unknown[]): {
  readonly call: Call;
  readonly calls: readonly ClearBankCall[];
} {
  const calls: ClearBankCall[] = [];
  const call: Call = async <T>(made: ClearBankCall) => {
    const answered = calls.length < answers.length ? answers[calls.length] : {};
    calls.push(made);
    const ids = { correlationId: "their-id", requestId: made.requestId };
    return { status: 200, data: answered as T, ...ids, link: (name) => `/${name}` };
  };
  return { call, calls };
}
