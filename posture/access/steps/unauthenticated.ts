import type { Route } from "../../model";
import type { Step } from "./types";

/** A route without authorization. */
export function unauthenticatedSteps(route: Route): readonly Step[] {
  const left = route.authorizer.kind !== "none";
  return [
    {
      check: "authorization",
      result: "pass",
      text: `The route is open: anyone can call it, and neither token nor signature is looked at.${left ? " It names an authorizer, which has no effect without authorization_type." : ""}`,
      ...(left && { remedy: `Set authorization_type of ${route.address}, unless it is meant to be public.` }),
    },
  ];
}
