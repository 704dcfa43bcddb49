import type { SandboxContext } from "../context.js";
import { quoted, Refusal } from "../wire/refusal.js";
import type { IssuingCall } from "./call.js";
import type { GivenParties } from "./corporate-bodies.js";
import { companies, customers, find, requireNamed } from "./find.js";
import { addCompany, addCustomer, describeCompany, describeCustomer } from "./parties.js";
import * as rules from "./rules.js";
import type {
  Company,
  CorporateContract,
  CorporateEntity,
  Customer,
  CustomerIdentifier,
  IssuerState,
  ProductExtensionIdentifier,
  WireObject,
} from "./state.js";

/** The people and companies of a request for a corporate contract, made, and known by what the body calls them. */
export class Draft {
  readonly issuer: IssuerState;
  readonly context: SandboxContext;
  readonly #customers: readonly Customer[];
  readonly #companies: readonly Company[];
  readonly #byRequest: Map<string, CustomerIdentifier> = new Map();

  constructor({ issuer, context }: IssuingCall, { customers = [], companies = [] }: GivenParties) {
    this.issuer = issuer;
    this.context = context;
    const known = <T extends Customer | Company>(id: string | undefined, made: T): T => {
      if (id !== undefined) this.#byRequest.set(id, made.customerIdentifier);
      return made;
    };
    this.#customers = customers.map((each) =>
      known(each.requestCorrelationId, addCustomer(issuer, each, context)),
    );
    this.#companies = companies.map((each) =>
      known(each.requestCorrelationId, addCompany(issuer, each, context)),
    );
  }

  get now(): Date {
    return this.context.now();
  }

  /** Who is meant: somebody in the same body, or somebody who is there; undefined where nobody is named. */
  party(requestId: string | undefined, identifier: object | undefined): CustomerIdentifier | undefined {
    if (requestId !== undefined) {
      const made = this.#byRequest.get(requestId);
      if (made !== undefined) return made;
      throw new Refusal(
        rules.requestCorrelation,
        `Nobody in the body has the request correlation id ${quoted(requestId)}.`,
      );
    }
    if (identifier === undefined) return undefined;
    const company = find(companies, this.issuer, identifier);
    return (company ?? requireNamed(customers, this.issuer, identifier)).customerIdentifier;
  }

  /** Counts those of the request among the contract's own. */
  joinContract(contract: CorporateContract): void {
    contract.customerIdentifier.push(...this.#customers.map((each) => each.customerIdentifier));
    contract.companyIdentifiers.push(...this.#companies.map((each) => each.customerIdentifier));
  }

  /** What the answer tells of them. */
  describeParties(): {
    readonly customers: readonly WireObject[];
    readonly companies: readonly WireObject[];
  } {
    return {
      customers: this.#customers.map(describeCustomer),
      companies: this.#companies.map(describeCompany),
    };
  }

  /** @throws Refusal where the contract's product has no such extension */
  extension(contract: CorporateContract, reference: string): ProductExtensionIdentifier {
    const product = this.issuer.productExtensionBalancings.find(
      ({ productIdentifier }) =>
        productIdentifier.productReference === contract.productIdentifier.productReference,
    );
    if (product?.extensions.includes(reference))
      return { issuerProductExtensionExternalReference: reference };
    throw new Refusal(rules.notFound, `The contract's product has no extension ${quoted(reference)}.`);
  }

  /** @throws Refusal where the contract has no such entity */
  parentEntity(contract: CorporateContract, reference: string): CorporateEntity {
    const parent = contract.corporateContractEntities.find(
      (each) => each.companyEntityExternalReference === reference,
    );
    if (parent !== undefined) return parent;
    throw new Refusal(rules.entityParent, `The contract has no entity ${quoted(reference)}.`);
  }
}
