import { describe, expect, it } from "vitest";
import { answer, connect, created, payment } from "../../../support/open-banking.js";

const seen = ({ messages }: Awaited<ReturnType<typeof connect>>) =>
  messages.map(({ direction, status, verification }) => [direction, status, verification].join(" "));

describe("onMessage", () => {
  it("is told of every sending and every answer, with the bytes of each", async () => {
    const connection = await connect((_, count) =>
      count === 1 ? answer({ Code: "160" }, 503) : answer(created, 201),
    );
    await connection.client.payments.create(payment);
    expect(seen(connection)).toEqual([
      "request  signed",
      "answer 503 verified",
      "request  signed",
      "answer 201 verified",
    ]);
    const [first, refusal, second, success] = connection.messages;
    expect(first?.body).toEqual(second?.body);
    expect(Buffer.from(refusal?.body ?? []).toString()).toBe('{"Code":"160"}');
    expect(JSON.parse(Buffer.from(success?.body ?? []).toString())).toEqual(created);
    expect(new Set(connection.messages.map(({ requestId }) => requestId))).toEqual(new Set(["request-1"]));
  });

  it("is told of the refusal of a token that has ended, too", async () => {
    const connection = await connect((_, count) =>
      count === 1 ? Response.json({ Code: "017" }, { status: 403 }) : answer(created),
    );
    await connection.client.payments.status("0170600");
    expect(seen(connection)).toEqual([
      "request  signed",
      "answer 403 unsigned",
      "request  signed",
      "answer 200 verified",
    ]);
  });

  it("is told of a sending that had no answer, and of an answer that is refused before the next", async () => {
    const connection = await connect((_, count) =>
      count === 1
        ? Promise.reject(new TypeError("fetch failed"))
        : answer({ Code: "160" }, 503, { body: "{}" }),
    );
    await expect(connection.client.payments.create(payment)).rejects.toMatchObject({
      code: "ERR_WORLDLINE_PAYMENT_OUTCOME_UNKNOWN",
    });
    expect(seen(connection)).toEqual(["request  signed", "request  signed", "answer 503 refused"]);
    expect(connection.messages[2]).toMatchObject({ error: { code: "ERR_DIGEST_MISMATCH" } });
  });

  it("is told of what is neither signed nor verified", async () => {
    const connection = await connect(() => Response.json({}));
    await connection.client.payments.cancel("0170600");
    expect(seen(connection)).toEqual(["request  unsigned", "answer 200 unsigned"]);
  });

  it("comes beside the caller's own hooks", async () => {
    const statuses: number[] = [];
    const connection = await connect(() => answer(created), {
      hooks: { afterResponse: [(_request, _options, { status }) => void statuses.push(status)] },
    });
    await connection.client.payments.status("0170600");
    expect(statuses).toContain(200);
    expect(seen(connection)).toHaveLength(2);
  });
});
