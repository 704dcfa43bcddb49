import type { SandboxContext } from "../context.js";
import { dateTime } from "./date-times.js";
import { companies, customers } from "./find.js";
import { externalReference, nextReference } from "./references.js";
import type { Address, Company, Customer, CustomerIdentifier, IssuerState, WireObject } from "./state.js";

interface GivenAddress extends WireObject {
  readonly addressLabel: string;
  readonly addressType: string;
  readonly issuerAddressExternalReference?: string;
  readonly addressUsages?: readonly WireObject[];
}

/** A customer or a company in a request. Others in the same body name it by its request correlation id. */
export interface GivenParty extends WireObject {
  readonly requestCorrelationId?: string;
  readonly issuerCustomerExternalReference?: string;
  readonly addresses: readonly GivenAddress[];
  readonly contacts?: readonly WireObject[];
}

/** Which risk categories there are is not published. */
const riskCategories = { onlineRiskCategory: "STANDARD", offlineRiskCategory: "STANDARD" };

export function addCustomer(issuer: IssuerState, given: GivenParty, context: SandboxContext): Customer {
  const customer = { ...riskCategories, ...createParty(issuer, given, context) } as unknown as Customer;
  issuer.customers.push(customer);
  return customer;
}

export function addCompany(issuer: IssuerState, given: GivenParty, context: SandboxContext): Company {
  const company = createParty(issuer, given, context) as unknown as Company;
  issuer.companies.push(company);
  return company;
}

function createParty(issuer: IssuerState, given: GivenParty, { now }: SandboxContext): WireObject {
  const {
    requestCorrelationId: _id,
    issuerCustomerExternalReference,
    addresses,
    contacts,
    ...members
  } = given;
  // The one name for two kinds of party: a company's must not be that of a customer either.
  externalReference(issuer, companies, issuerCustomerExternalReference);
  const external = externalReference(issuer, customers, issuerCustomerExternalReference);
  const { customerReference: _deprecated, ...kept } = members;
  return {
    customerIdentifier: { customerReference: nextReference(issuer), ...external },
    ...kept,
    addresses: addresses.map((each) => createAddress(issuer, each, dateTime(now()))),
    ...(contacts && {
      contacts: contacts.map((each) => ({
        contactIdentifier: { contactReference: nextReference(issuer) },
        ...each,
      })),
    }),
    lastUpdateDate: dateTime(now()),
  };
}

function createAddress(issuer: IssuerState, given: GivenAddress, statusDate: string): Address {
  const {
    issuerAddressExternalReference: external,
    addressUsages,
    mainAddress: _deprecated,
    ...members
  } = given;
  return {
    addressIdentifier: {
      addressReference: nextReference(issuer),
      ...(external !== undefined && { issuerAddressExternalReference: external }),
    },
    ...members,
    ...(addressUsages && {
      addressUsages: addressUsages.map(({ addressUsageName, serviceCode, entityReference }) => ({
        ...{ addressUsageName, serviceCode, entityReference },
      })),
    }),
    status: "ACTIVE",
    statusDate,
  };
}

/** What an answer tells of a customer that was made. */
export function describeCustomer({ customerIdentifier, courtesyTitle, ...customer }: Customer): WireObject {
  const { firstName, lastName, addresses } = customer;
  return {
    customerIdentifier,
    courtesyTitle,
    lastName,
    firstName,
    addresses: addresses.map(describeAddress),
  };
}

/** What an answer tells of a company that was made. */
export function describeCompany({
  customerIdentifier,
  corporateName,
  addresses,
  contacts,
}: Company): WireObject {
  const made = (contacts ?? []) as readonly { readonly contactIdentifier: object }[];
  return {
    customerIdentifier,
    corporateName,
    addresses: addresses.map(describeAddress),
    contacts: made.map(({ contactIdentifier, ...contact }) => {
      const { name, firstName, departmentName } = contact as WireObject;
      return { name, firstName, departmentName, ...contactIdentifier };
    }),
  };
}

function describeAddress({ addressIdentifier, addressLabel, addressType }: Address): WireObject {
  return { addressIdentifier, addressLabel, addressType };
}

export function isSameCustomer(one: CustomerIdentifier, other: CustomerIdentifier): boolean {
  return one.customerReference === other.customerReference;
}
