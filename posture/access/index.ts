export { accessOf, accesses, clientAccess, issuerOf } from "./route-access";
export { callerText, duration } from "./caller";
export type { Caller, ClientAccess, RouteAccess } from "./caller";
