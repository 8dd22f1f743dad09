import type { Group } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

/** 0 is the highest. Of two groups with one precedence neither wins: no preferred role is in the token. */
export const groupPrecedence: Rule = {
  code: "group-precedence",
  severity: "error",
  title: "A group precedence below 0, or the same for two groups of one pool",
  source: SOURCES.group,
  check(model, report) {
    const first = new Map<string, Group>();
    for (const group of model.groups) {
      when(report, group, group.precedence, "the precedence", (precedence) => {
        if (precedence === undefined) return;
        if (precedence < 0 || !Number.isInteger(precedence)) {
          report({
            at: group,
            message: `The precedence is ${precedence}: Cognito takes whole numbers from 0, the highest.`,
            remedy: "Write 0 or more.",
            nearest: "0",
          });
        }
        const pool = group.pool.kind === "resource" ? group.pool.target.address : undefined;
        if (pool === undefined) return;
        const other = first.get(`${pool} ${precedence}`);
        if (!other) first.set(`${pool} ${precedence}`, group);
        else
          report({
            at: group,
            severity: "note",
            message: `${other.address} has the precedence ${precedence} too: for members of both, neither group's role is preferred.`,
            remedy: "Give each group a precedence of its own.",
          });
      });
    }
  },
};
