import { beforeAll, describe, expect, it } from "vitest";
import { Refusal } from "../src/wire/refusal.js";
import { validateLetter } from "../src/worldline-issuing/letter-validator.js";
import { type Issuer, type IssuingAnswer, openIssuer, tokenOf } from "./support/issuing.js";
import { day, expectRefusal, hour, type TestSandbox, testSandbox } from "./support/sandbox.js";

let box: TestSandbox;
let issuer: Issuer;
let cardPath: string;
let externalPath: string;
let otherPath: string;

beforeAll(async () => {
  box = await testSandbox();
  // Noon: whatever takes less than half a day is done on one day.
  box.clock.advance(day - (box.clock.now().getTime() % day) + 12 * hour);
  issuer = await openIssuer(box);
  const [card, other] = issuer.references.cards ?? [];
  cardPath = `/cards/${card?.cardReference}`;
  externalPath = `/cards/external-cards/${card?.issuerCardExternalReference}`;
  otherPath = `/cards/${other?.cardReference}`;
});

interface Value {
  readonly parameterName?: string;
  readonly value?: string;
  readonly valueList?: readonly object[];
}

interface Options {
  readonly path?: string;
  readonly validationNeeded?: boolean;
  readonly headers?: Record<string, string>;
}

const message: Value = { parameterName: "message", value: "Welcome" };

function generate(template: string, values: readonly Value[], options: Options = {}): Promise<IssuingAnswer> {
  const { path = cardPath, headers, validationNeeded } = options;
  const body = {
    letterTemplateIdentifier: { letterTemplateReference: template },
    letterTemplateParameterValues: values,
    validationNeeded,
  };
  return issuer.call("POST", `${path}/generate-letter`, body, headers);
}

/** The id of a new letter. */
async function letterOf(template: string, values: readonly Value[], options?: Options): Promise<string> {
  return idOf(await generate(template, values, options));
}

function idOf(answer: IssuingAnswer): string {
  return (dataOf(answer).letterIdentifier as { letterId: string }).letterId;
}

function dataOf(answer: IssuingAnswer): Record<string, unknown> {
  expect([answer.status, answer.reason]).toEqual([200, ""]);
  return answer.data;
}

async function contentOf(letterId: string): Promise<string> {
  const answer = await issuer.call("GET", `${cardPath}/letters/${letterId}`);
  return Buffer.from(String(dataOf(answer).content), "base64").toString("utf8");
}

/** The values that are computed for the card. */
async function prefilled(template: string, path: string = cardPath): Promise<Value[]> {
  const answer = await issuer.call("GET", `${path}/prefilled-letter-templates/${template}`);
  return dataOf(answer).parametersValues as Value[];
}

async function computed(template: string, name: string): Promise<string> {
  const values = await prefilled(template);
  return String(values.find(({ parameterName }) => parameterName === name)?.value);
}

describe("letter templates", () => {
  it("show their parameters where that is asked for", async () => {
    const plain = (await issuer.call("GET", "/cards/letter-templates")).json.data as Record<
      string,
      unknown
    >[];
    expect(plain.map((each) => each.letterTemplateIdentifier)).toEqual([
      { letterTemplateReference: "CARD-DELIVERY" },
      { letterTemplateReference: "NAME-CORRECTION" },
      { letterTemplateReference: "CARD-OVERVIEW" },
    ]);
    expect(plain.filter((each) => "parameters" in each || "validator" in each)).toEqual([]);
    const one = "/cards/letter-templates/NAME-CORRECTION";
    expect(dataOf(await issuer.call("GET", one))).toEqual(plain[1]);
    const whole = dataOf(await issuer.call("GET", `${one}?embed=parameters`));
    expect(whole.parameters).toEqual([
      expect.objectContaining({ name: "maskedPan", editable: false }),
      expect.objectContaining({ name: "correctedName", invalid: true }),
    ]);
  });

  it("are prefilled with what is computed for a card, and with the choices of lists", async () => {
    const values = await prefilled("CARD-DELIVERY");
    expect(values).toEqual([
      { parameterName: "maskedPan", value: expect.stringMatching(/^\d{6}\*{6}\d{4}$/) },
      { parameterName: "holderName", value: expect.stringMatching(/^\p{L}+ \p{L}/u) },
      { parameterName: "letterDate", value: box.clock.now().toISOString().slice(0, 10) },
      { parameterName: "language", value: expect.stringMatching(/^[a-z]{2}$/), valueList: expect.any(Array) },
    ]);
    const choices = values[3]?.valueList?.map((each) => Object.values(each)).flat(2);
    expect(choices).toContainEqual({ subParameterName: "language", value: values[3]?.value });
    expect(choices).toContainEqual({ subParameterName: "language", value: "fr" });
    expect(await prefilled("CARD-DELIVERY", externalPath)).toEqual(values);
    expect(await prefilled("CARD-DELIVERY", otherPath)).not.toEqual(values);
  });

  it("have to be there", async () => {
    const reference = "CARD-DELIVERIES";
    for (const path of ["/cards/letter-templates", `${cardPath}/prefilled-letter-templates`]) {
      expectRefusal(await issuer.call("GET", `${path}/${reference}`), 404, "worldline-issuing.not-found");
    }
    expectRefusal(await generate(reference, []), 404, "worldline-issuing.not-found");
  });
});

describe("a letter", () => {
  it("has the values that are given, and computes the others", async () => {
    const given = { parameterName: "message", value: 'Welcome, <Anna> & "co"' };
    const content = await contentOf(await letterOf("CARD-DELIVERY", [given]));
    const [pan, name, date, language] = await prefilled("CARD-DELIVERY");
    expect(content).toBe(
      `<cardDelivery><card>${pan?.value}</card><holder>${name?.value}</holder><date>${date?.value}</date>` +
        `<language>${language?.value}</language>` +
        '<message>Welcome, &lt;Anna&gt; &amp; "co"</message></cardDelivery>',
    );
    const values = [
      message,
      { parameterName: "language", value: "de" },
      { parameterName: "letterDate", value: "2027-02-28" },
      { parameterName: "holderName", value: "Zoë O'Brien-Łuczak" },
    ];
    const other = await contentOf(await letterOf("CARD-DELIVERY", values));
    expect(other).toContain(
      "<holder>Zoë O'Brien-Łuczak</holder><date>2027-02-28</date><language>de</language><message>Welcome</message>",
    );
  });

  it("is the same under both names of its card, and no other card's", async () => {
    const answer = await generate("CARD-DELIVERY", [message], { path: externalPath });
    const letterId = idOf(answer);
    const letter = dataOf(await issuer.call("GET", `${cardPath}/letters/${letterId}`));
    expect(letter).toEqual({
      issuerId: issuer.issuerId,
      letterIdentifier: { letterId },
      name: dataOf(answer).name,
      description: "Goes with a new card",
      content: expect.any(String),
      outputFormat: "XML",
      category: "CARD",
      validationStatus: "VALIDATED",
      generationDate: dataOf(answer).generationDate,
    });
    expect(String(letter.generationDate).slice(0, 10)).toBe(box.clock.now().toISOString().slice(0, 10));
    expect(dataOf(await issuer.call("GET", `${externalPath}/letters/${letterId}`))).toEqual(letter);
    for (const [method, suffix] of [
      ["GET", ""],
      ["POST", "/validate"],
      ["DELETE", ""],
    ] as const) {
      const refused = await issuer.call(method, `${otherPath}/letters/${letterId}${suffix}`);
      expectRefusal(refused, 404, "worldline-issuing.not-found");
    }
  });

  it("takes what its template was prefilled with", async () => {
    const values = await prefilled("CARD-DELIVERY");
    const [again, plain] = [
      await letterOf("CARD-DELIVERY", [...values, message]),
      await letterOf("CARD-DELIVERY", [message]),
    ];
    expect(await contentOf(again)).toBe(await contentOf(plain));
    const overview = await prefilled("CARD-OVERVIEW");
    expect(await contentOf(await letterOf("CARD-OVERVIEW", overview))).toMatch(
      /^<cardOverview><holder>.+<\/holder><cards>(<row><maskedPan>[\d*]{16}<\/maskedPan><expiryDate>\d{4}<\/expiryDate><\/row>)+<\/cards><\/cardOverview>$/,
    );
  });

  it("is generated once for a correlation id", async () => {
    const headers = { "WL-Correlation-ID": "letter-once" };
    const letterId = await letterOf("CARD-DELIVERY", [message], { headers });
    expect(await letterOf("CARD-DELIVERY", [message], { headers, path: externalPath })).toBe(letterId);
    expect(await letterOf("CARD-DELIVERY", [message])).not.toBe(letterId);
  });
});

describe("the controls of a letter's generation", () => {
  const refused = async (rule: string, template: string, ...values: Value[]) =>
    expectRefusal(await generate(template, values), 400, rule);

  it("apply the validator of a parameter, from end to end", async () => {
    const rule = "worldline-issuing.letter.validator";
    for (const value of ["X", "R2 D2", "Anna\nJansen", ""]) {
      await refused(rule, "CARD-DELIVERY", message, { parameterName: "holderName", value });
    }
    await refused(rule, "CARD-DELIVERY", message, { parameterName: "letterDate", value: "on 2027-02-28" });
    await refused(rule, "NAME-CORRECTION", { parameterName: "correctedName", value: "4nna" });
  });

  it("look for a value in its list", async () => {
    const value = { parameterName: "language", value: "eo" };
    await refused("worldline-issuing.letter.list", "CARD-DELIVERY", message, value);
  });

  it("let nobody modify what is not modifiable", async () => {
    const rule = "worldline-issuing.letter.not-modifiable";
    const pan = { parameterName: "maskedPan", value: "445442******9999" };
    await refused(rule, "CARD-DELIVERY", message, pan);
    await refused(rule, "CARD-OVERVIEW", { parameterName: "cards", valueList: [] });
    const [, cards] = await prefilled("CARD-OVERVIEW");
    const more = [...(cards?.valueList ?? []), {}];
    await refused(rule, "CARD-OVERVIEW", { parameterName: "cards", valueList: more });
  });

  it("want another value than one that is known to be invalid", async () => {
    const wrong = await computed("NAME-CORRECTION", "correctedName");
    const rule = "worldline-issuing.letter.invalid-value";
    await refused(rule, "NAME-CORRECTION", { parameterName: "correctedName", value: wrong });
    const right = { parameterName: "correctedName", value: "Anneke de Vries" };
    expect(await contentOf(await letterOf("NAME-CORRECTION", [right]))).toContain(
      "<name>Anneke de Vries</name>",
    );
    // The control is on what is given: what is left out is computed here too.
    expect(await contentOf(await letterOf("NAME-CORRECTION", []))).toContain(`<name>${wrong}</name>`);
  });

  it("apply the template's validator to the whole letter", async () => {
    const rule = "worldline-issuing.letter.template-validator";
    for (const value of ["", "m".repeat(141), "a\u0007bell"]) {
      await refused(rule, "CARD-DELIVERY", { parameterName: "message", value });
    }
    // Characters are counted, not the ways in which they are written.
    await letterOf("CARD-DELIVERY", [{ parameterName: "message", value: "😀&".repeat(70) }]);
  });

  it("ask for a value where none can be computed", async () => {
    await refused("worldline-issuing.letter.value-missing", "CARD-DELIVERY");
  });

  it("take values for the parameters of the template, each once", async () => {
    const rule = "worldline-issuing.letter.parameter";
    await refused(rule, "CARD-DELIVERY", message, message);
    await refused(rule, "CARD-DELIVERY", message, { parameterName: "correctedName", value: "Anna" });
    await refused(rule, "CARD-DELIVERY", { value: "Welcome" });
    await refused(rule, "CARD-DELIVERY", { parameterName: "message" });
    await refused(rule, "CARD-OVERVIEW", { parameterName: "cards", value: "all" });
  });
});

describe("a template's validator", () => {
  const validator = {
    root: "note",
    elements: [
      { name: "to", maxLength: 5 },
      { name: "text", maxLength: 9 },
    ],
  };

  it("wants the elements of the letter, in order", () => {
    validateLetter("<note><to>Anna</to><text>&lt;hello&gt;</text></note>", validator);
    for (const letter of [
      "<note><text>hello</text><to>Anna</to></note>",
      "<note><to>Anna</to></note>",
      "<note><to>Anna</to><text>a</text><text>b</text></note>",
      "<note><to>Anna</to> <text>hello</text></note>",
      "<note><to>Anna</to><text><b>hello</b></text></note>",
      "<note><to>Anna</to><text>hello</to></note>",
      "<letter><to>Anna</to><text>hello</text></letter>",
    ]) {
      expect(() => validateLetter(letter, validator), letter).toThrow(Refusal);
    }
  });
});

describe("the validation of a letter", () => {
  it("is for a letter that needs it, once", async () => {
    const letterId = await letterOf("CARD-DELIVERY", [message], { validationNeeded: true });
    const letter = `${cardPath}/letters/${letterId}`;
    const status = async () => dataOf(await issuer.call("GET", letter)).validationStatus;
    expect(await status()).toBe("VALIDATION_NEEDED");
    const validated = await issuer.call("POST", `${externalPath}/letters/${letterId}/validate`);
    expect(dataOf(validated)).toEqual({ letterIdentifier: { letterId }, validationStatus: "VALIDATED" });
    expect(await status()).toBe("VALIDATED");
    const again = await issuer.call("POST", `${letter}/validate`);
    expectRefusal(again, 400, "worldline-issuing.letter.validation");
  });

  it("is not for a letter that needs none", async () => {
    for (const options of [{}, { validationNeeded: false }]) {
      const letterId = await letterOf("CARD-DELIVERY", [message], options);
      const answer = await issuer.call("POST", `${cardPath}/letters/${letterId}/validate`);
      expectRefusal(answer, 400, "worldline-issuing.letter.validation");
    }
  });
});

describe("the deletion of a letter", () => {
  it("is for the day of its generation", async () => {
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map(() => letterOf("CARD-DELIVERY", [message])),
    );
    // A token does not live as long as the day.
    const call = async (method: string, path: string, letterId = "") => {
      const headers = { Authorization: `Bearer ${await tokenOf(box, issuer)}` };
      return issuer.call(method, `${path}/letters/${letterId}`, undefined, headers);
    };
    const remove = (path: string, letterId?: string) => call("DELETE", path, letterId);
    expect(dataOf(await remove(cardPath, first))).toEqual({ letterIdentifier: { letterId: first } });
    box.clock.advance(11 * hour);
    expect(dataOf(await remove(externalPath, second))).toEqual({ letterIdentifier: { letterId: second } });
    for (const gone of [first, second]) {
      expectRefusal(await call("GET", cardPath, gone), 404, "worldline-issuing.not-found");
    }
    expectRefusal(await remove(cardPath, first), 404, "worldline-issuing.not-found");
    box.clock.advance(hour);
    expectRefusal(await remove(cardPath, third), 400, "worldline-issuing.letter.deletion");
    expect((await call("GET", cardPath, third)).status).toBe(200);
  });
});
