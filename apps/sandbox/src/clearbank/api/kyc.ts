import type { Reply } from "../../wire/exchange.js";
import type { ApiCall } from "./call.js";
import { reply } from "./paging.js";
import { readBody } from "./read-body.js";
import { type Route, route } from "./router.js";
import { flag, list, note, nullable, object, optional, type Read, type Shape, text } from "./shape.js";

const letters = /^[a-zA-Z.'\- ]+$/;
const place = /^[a-zA-Z0-9\-',.() ]+$/;
const building = nullable(text({ max: 255, pattern: /^(?=.*[a-zA-Z0-9])[a-zA-Z0-9 ,.'()-]+$/ }));
const countryCode = text({ pattern: /^[A-Z]{3}$/ });
const postalCode =
  /^(GIR 0A{2}|([A-Z]\d{1,2}|[A-Z][A-HJ-Y]\d{1,2}|[A-Z]\d[A-Z]|[A-Z][A-HJ-Y]\d?[A-Z]) \d[A-Z]{2})$/i;

const addressMembers = object({
  buildingName: building,
  buildingNumber: building,
  subBuilding: building,
  streetName: text({ min: 1, max: 50, pattern: place }),
  city: nullable(text({ max: 40, pattern: place })),
  county: nullable(text({ max: 40, pattern: place })),
  postalCode: text({ min: 2, max: 10, pattern: postalCode }),
  countryCode,
});

const address: Shape<Read<typeof addressMembers>> = (value, path, problems) => {
  const read = addressMembers(value, path, problems);
  if (read !== undefined && read.buildingName === undefined && read.buildingNumber === undefined) {
    note(problems, path, "Expected a buildingName or a buildingNumber.");
  }
  return read;
};

const onboarding = object({
  customerData: object({
    name: object({
      firstName: text({ min: 1, max: 40, pattern: letters }),
      middleName: nullable(text({ max: 100, pattern: letters })),
      surname: text({ min: 1, max: 40, pattern: letters }),
    }),
    dateOfBirth: text({ pattern: /^\d{4}-\d{2}-\d{2}$/ }),
    nationality: list(countryCode, 1),
    taxResidency: list(countryCode, 1, 1),
    nationalInsuranceNumber: text({ pattern: /^[a-zA-Z]{2}\d{6}[a-zA-Z]$/ }),
    email: text({ pattern: /^[^\s@]+@[^\s@]+$/ }),
    mobile: nullable(text({ pattern: /^(?:\+[1-9])?\d{11,14}$/ })),
    currentAddress: address,
    idvEmailsEnabled: optional(flag),
  }),
});

/** Accepted; the surname says how the checks end, and any other leaves them open. */
function onboard(call: ApiCall): Reply {
  const { name, idvEmailsEnabled = true } = readBody(call.exchange, onboarding).customerData;
  const { random } = call.context;
  const applicationId = random.uuid();
  const tell = (type: string, KycStatus: string, more: object = {}) =>
    call.emit(`RetailCustomer.${type}`, 1, { ApplicationId: applicationId, ...more, KycStatus });
  if (name.surname === "pass") tell("ApplicationSuccessful", "Pass", { CustomerId: random.uuid() });
  if (name.surname === "fail") tell("ApplicationDeclined", "Fail");
  // Otherwise the customer is asked by e-mail.
  if (name.surname === "info" && !idvEmailsEnabled) {
    tell("AdditionalInfoRequired", "Pending", {
      RequiredActions: [
        {
          action: "CustomerIdentificationDocumentUpload",
          url: `https://kyc.example/?sessionId=${random.uuid()}`,
        },
      ],
    });
  }
  return reply(202, { applicationId });
}

export const kycRoutes: readonly Route[] = [
  route("POST", "/customer-due-diligence/v1/retail/onboard", onboard),
];
