export { accessOf, accesses, clientAccess, issuerOf } from "./route-access";
export { callerText, duration } from "./caller";
export type { Caller, ClientAccess, RouteAccess, TokenSort } from "./caller";
export { admissionOf, decideEntryPoint, entryAccesses } from "./entry-points/index";
export type { Admission, Credentials as EntryCredentials, EntryAccess, EntryDecision } from "./entry-points/index";
export { decide } from "./decide";
export type { AccessRequest, Credentials, DecideOptions, Decision } from "./decide";
