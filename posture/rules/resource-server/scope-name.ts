import { APP_CLIENT } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

const MOST = APP_CLIENT.serverScopes.value;

/** A scope is written IDENTIFIER/NAME, so its name holds no slash of its own. */
export const scopeName: Rule = {
  code: "scope-name",
  severity: "error",
  title: "A scope name with a slash or another character that AWS refuses, or more than 100 scopes on one server",
  source: SOURCES.scopes,
  check(model, report) {
    for (const server of model.resourceServers) {
      for (const { name } of server.scopes.items) {
        if (APP_CLIENT.scopeName.value.pattern.test(name)) continue;
        const right = name.replace(/^.*\//, "").replace(/[\s"\\]+/g, ".");
        report({
          at: server,
          message: `"${name}" can't name a scope: no slash, space, quotation mark or backslash.`,
          remedy: `Write "${right}"; routes and clients say IDENTIFIER/${right}.`,
          nearest: right,
        });
      }
      const count = server.scopes.items.length + server.scopes.missing.length;
      if (count > MOST)
        report({
          at: server,
          message: `The resource server declares ${count} scopes: AWS takes ${MOST}.`,
          remedy: "Declare the rest on a second resource server.",
        });
    }
  },
};
