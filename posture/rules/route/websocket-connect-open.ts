import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { around, whereOpen } from "../support/entry-points";

/** What $connect lets in may send to every other route: messages aren't authorized again. */
export const websocketConnectOpen: Rule = {
  code: "websocket-connect-open",
  severity: "error",
  title: "A WebSocket API whose $connect asks nobody who they are",
  source: SOURCES.websocket,
  check(model, report) {
    whereOpen(model, report, ["websocket-route"], (entryPoint) => {
      report({
        at: entryPoint,
        message: `${entryPoint.group} lets anybody connect, and whoever is connected may send to its other routes${around(model, entryPoint)}.`,
        remedy: 'Set authorization_type = "CUSTOM" with a REQUEST authorizer, or "AWS_IAM", on $connect.',
      });
    });
  },
};
