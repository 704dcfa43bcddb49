import { expect, it } from "vitest";
import { explainFailure } from "../../../src/postgres/explain-failure.js";

it.each(["23505", "42P01", "22P02", "25P02"])("takes SQLSTATE %s for the statement's fault", (code) => {
  expect(explainFailure(Object.assign(new Error("text"), { code }))).toMatchObject({
    code: "ERR_DELIVERY_STATEMENT",
    message: "PostgreSQL refused a statement: text",
  });
});

it.each(["57P01", "53100", "08006", "58030", "40001", "25006", "ECONNREFUSED", undefined])(
  "takes %s for the server's",
  (code) => {
    expect(explainFailure(Object.assign(new Error("text"), { code }))).toMatchObject({
      code: "ERR_DELIVERY_UNAVAILABLE",
      message: expect.stringMatching(/^PostgreSQL did not confirm \(text\)/),
    });
  },
);
