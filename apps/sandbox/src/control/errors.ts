/** A control request that cannot be done: the status, a word for programs and a sentence for people. */
export class ControlError extends Error {
  override readonly name: string = "ControlError";
  readonly status: 400 | 403 | 404 | 409;
  readonly code: string;

  constructor(status: 400 | 403 | 404 | 409, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function badRequest(message: string): ControlError {
  return new ControlError(400, "bad-request", message);
}

export function notFound(what: string): ControlError {
  return new ControlError(404, "not-found", `There is no ${what}.`);
}

export function conflict(message: string): ControlError {
  return new ControlError(409, "conflict", message);
}
