import { targetOf } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { bypassText, eachOpen } from "../support/entry-points";

/** What $connect lets in may send to every other route: messages aren't authorized again. */
export const websocketConnectOpen: Rule = {
  code: "websocket-connect-open",
  severity: "error",
  title: "A WebSocket API whose $connect requires no authorization",
  source: SOURCES.websocket,
  check(model, report) {
    const without = new Set<string>();
    eachOpen(model, report, ["websocket-route"], (entryPoint) => {
      const { authorization, group, groupAddress = group } = entryPoint;
      if (authorization.kind === "connection") {
        const own = model.routes.filter((route) => targetOf(route.api)?.address === groupAddress);
        if (own.some(({ key }) => !key.known || key.value === "$connect") || without.has(groupAddress)) return;
        without.add(groupAddress);
        report({
          at: targetOf(authorization.api) ?? entryPoint,
          message: `${group} has no $connect route: anyone can connect, and every connected client can send to its routes${bypassText(model, entryPoint)}.`,
          remedy: 'Add a $connect route with authorization_type = "CUSTOM" and a REQUEST authorizer, or "AWS_IAM".',
        });
        return;
      }
      report({
        at: entryPoint,
        message: `${entryPoint.group} lets anyone connect, and every connected client can send to its other routes${bypassText(model, entryPoint)}.`,
        remedy: 'Set authorization_type = "CUSTOM" with a REQUEST authorizer, or "AWS_IAM", on $connect.',
      });
    });
  },
};
