import { sameTarget, targetName, type RouteTarget } from "../../../../constructs/api/integrations/targets";
import { VpcLink } from "../../../../constructs/api/integrations/vpc-link";
import { testStack } from "../../../support/synth";

const http = { url: "https://a.example.com", name: "a" };

test.each<[RouteTarget, RouteTarget, boolean]>([
  [http, { name: "a", url: "https://a.example.com" }, true],
  [http, { ...http, method: "GET" }, false],
  [http, { ...http, timeoutMilliseconds: 100 }, false],
  [
    { ...http, requestParameters: { "overwrite:path": "/a", "remove:header.b": "''" } },
    { ...http, requestParameters: { "remove:header.b": "''", "overwrite:path": "/a" } },
    true,
  ],
  [http, { functionArn: "arn", name: "a" }, false],
])("%j and %j: %s", (a, b, same) => expect(sameTarget(a, b)).toBe(same));

test("two targets behind one link are the same, behind another are not", () => {
  const stack = testStack();
  const [one, other] = ["one", "other"].map((id) => new VpcLink(stack, id, { name: id, subnetIds: ["subnet-1"] }));
  if (one === undefined || other === undefined) throw new Error("unreachable");
  const behind = (vpcLink: VpcLink) => ({ listenerArn: "arn", vpcLink, name: "a" });
  expect(sameTarget(behind(one), behind(one))).toBe(true);
  expect(sameTarget(behind(one), behind(other))).toBe(false);
});

test("what answers is named by what a plan shows of it", () => {
  expect(targetName(http)).toBe(http.url);
  expect(targetName({ functionArn: "arn", name: "a" })).toBe("arn");
  expect(targetName({ listenerArn: "listener", vpcLink: { id: "1" }, name: "a" })).toBe("listener");
  expect(targetName({ service: "SQS-SendMessage", parameters: {}, name: "a" })).toBeUndefined();
});
