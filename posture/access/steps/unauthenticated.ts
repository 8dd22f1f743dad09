import type { Route } from "../../model";
import type { Step } from "./types";

/** A route without authorization. */
export function unauthenticatedSteps(route: Route): readonly Step[] {
  const left = route.authorizer.kind !== "none";
  return [
    {
      check: "authorization",
      result: "pass",
      text: `The route is open: anyone can call it, and neither token nor signature is looked at.${left ? " An authorizer is named, but without authorization_type it has no effect." : ""}`,
      ...(left && { remedy: `Set authorization_type of ${route.address}, unless everybody is welcome.` }),
    },
  ];
}
