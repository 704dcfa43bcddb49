import { object, oneOf, optional, type Shape, text } from "./shape.js";

const bacsText = /^[A-Z0-9.&/\- ]*$/;
const bacsName = optional(text({ max: 18, pattern: bacsText }));

const counterpartAccount = object(
  {
    identification: object(
      {
        iban: optional(text()),
        other: optional(
          object(
            {
              identification: text({ min: 1, max: 34 }),
              schemeName: object(
                {
                  code: optional(oneOf(["BBAN", "CUID", "UPIC"])),
                  proprietary: optional(text({ min: 1, max: 35 })),
                },
                { open: true },
              ),
              issuer: optional(text({ max: 35 })),
            },
            { open: true },
          ),
        ),
      },
      { open: true },
    ),
  },
  { open: true },
);

interface CreateMandate {
  readonly serviceUserNumber: string;
  readonly originatorName: string | undefined;
  readonly reference: string;
  readonly payerName: string | undefined;
  readonly mandateType: string | undefined;
}

export const createMandate: Shape<CreateMandate> = object(
  {
    serviceUserNumber: text({ pattern: /^\d{6}$/ }),
    originatorName: bacsName,
    reference: text({ min: 1, max: 18, pattern: bacsText }),
    payerName: bacsName,
    counterpartAccount: optional(counterpartAccount),
    mandateType: optional(oneOf(["PaperMandate", "Origination", "Migrated"])),
  },
  { open: true },
);

export const cancelMandate: Shape<{ readonly reasonCode: string }> = object(
  { reasonCode: text({ pattern: /^[0-2B]$/ }) },
  { open: true },
);
export const returnMandate: Shape<{ readonly rejectionReason: string }> = object(
  { rejectionReason: text({ pattern: /^[BCFGHIK12356]$/ }) },
  { open: true },
);
