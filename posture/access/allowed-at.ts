import { identities } from "../iam/index";
import type { Identity } from "../iam/index";
import type { Model, Route } from "../model/index";
import { decide } from "./decide";
import { admits, type AccessRequest } from "./request";
import type { Asked } from "./steps/types";

/** The roles and users of the input who get in at a route or another entry point with a signature, as far as that is certain. */
export function allowedAt(
  model: Model,
  route: Pick<Route, "address">,
  asked: Asked | Pick<AccessRequest, "method" | "path" | "inside">,
): readonly Identity[] {
  const request = { ...asked, entryPoint: route.address };
  return identities(model).filter(
    (principal) =>
      admits(decide(model, request, { kind: "principal", principal, apiKey: true }, { advice: false })) === true,
  );
}
