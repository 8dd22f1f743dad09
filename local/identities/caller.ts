import type { Signed } from "../../posture/explain/index";
import type { Credentials } from "./sigv4";

/** Somebody who signs requests with a role's credentials. */
export interface Signer extends Signed {
  /** Name of the role. */
  readonly role: string;
  readonly credentials: Credentials;
}

/** Somebody who calls a route. */
export interface Caller {
  readonly name: string;
  /** Sent as `Authorization: Bearer`; nothing is sent without one. */
  readonly token?: string;
  /** Signs the request instead of showing a token. */
  readonly signer?: Signer;
  /** What is wrong with the token's signature. Left out: its issuer signed it. */
  readonly flaw?: "signature";
  /** The VPC endpoint of a private API that the request comes through. */
  readonly through?: string;
  /** Calls the API's own address, beside the distribution in front of it. */
  readonly direct?: true;
  /** Why the call can't be made here. */
  readonly impossible?: string;
}
