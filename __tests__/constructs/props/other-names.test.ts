import * as api from "../../../constructs/api/shapes/api";
import { NODE_FUNCTION } from "../../../constructs/compute/node-function-shape";
import { insteadOf, OTHER_NAMES } from "../../../constructs/props/other-names";
import type { Shape } from "../../../constructs/props/shape";
import { SECURED_API } from "../../../constructs/secured-api/props-shape";

/** The props of every object that can be written anywhere in those. */
function objects(shapes: readonly Shape[], seen = new Set<Shape>()): string[][] {
  return shapes.flatMap((shape) => {
    if (seen.has(shape)) return [];
    seen.add(shape);
    const inside = objects([...Object.values(shape.fields ?? {}), ...(shape.within ?? [])], seen);
    return shape.fields ? [Object.keys(shape.fields), ...inside] : inside;
  });
}
const EVERY = objects([SECURED_API, NODE_FUNCTION, ...Object.values(api)]);

test("they are all found", () => expect(EVERY.length).toBeGreaterThan(50));

test.each(OTHER_NAMES.map(({ name, prop, instead }) => [name, prop, instead]))(
  "%s, beside %s: %s",
  (name = "", prop = "", instead = "") => {
    const asked = EVERY.filter((props) => !props.includes(name)).map((props) => insteadOf(name, props));
    expect(asked).toContain(instead);
    expect(EVERY.some((props) => props.includes(prop))).toBe(true);
  },
);

test.each([
  ["allowed_oauth_flows", ["callbackUrls", "scopes"], /authorization code grant with PKCE/],
  ["AllowedOAuthFlows", ["scopes", "accessTokenMinutes"], /client_credentials/],
  ["allowedOauthFlows", ["domainName"], undefined],
  ["nobodyCallsItThat", ["callbackUrls"], undefined],
])("%s among %j", (name, props, says) => {
  const found = insteadOf(name, props);
  if (says === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(says);
});

/** True of the one is false of the other: who only takes over the value would open what was closed. */
test.each([
  ["Effect", ["actions", "resources"]],
  ["allow_admin_create_user_only", ["selfSignUp"]],
  ["removalPolicy", ["deletionProtection"]],
  ["enableSimpleResponses", ["responseType"]],
])("%s isn't another name for a prop: it says what its value becomes", (name, props) => {
  expect(insteadOf(name, props)).toBeDefined();
  expect(insteadOf(name, props)).not.toContain("Did you mean");
  expect(insteadOf(name, props)).toMatch(/where|: true|: false|for true/);
});
