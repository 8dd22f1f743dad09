import { NamedPaths } from "../../../posture/access/named-paths";
import type { Glob } from "../../../posture/iam/glob";
import { readSynth } from "../../../posture/model/read";

const statement = (Resource: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action: "execute-api:Invoke",
  Resource,
  ...more,
});
const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const role = (name: string, ...statements: object[]) => ({
  [name]: { name, assume_role_policy: "{}", inline_policy: [{ name: "p", policy: policy(...statements) }] },
});
const text = (glob: Glob): string =>
  glob
    .map((part) => (typeof part === "string" ? part : `${part.many ? "*" : "?"}${part.not ? `<${part.not}>` : ""}`))
    .join("");
const paths = (patterns: ReturnType<NamedPaths["at"]>, method = "GET") =>
  patterns.flatMap((pattern) => pattern(method).map(text)).sort();
const of = (resource: object) => readSynth({ resource });

const ARN = "arn:aws:execute-api:eu-west-1:123456789012:abc";
test.each<[string, string[], string[]]>([
  [`${ARN}/live/GET/items`, ["/items"], []],
  [`${ARN}/live/POST/items`, [], ["/items"]],
  [`${ARN}/live/*/items/*`, ["*</>/items/*", "/items/*"], ["*</>/items/*", "/items/*"]],
  [`${ARN}/*/GET/items`, ["/items"], []],
  [`${ARN}/*/G?T/a/b`, ["/a/b"], []],
  [`${ARN}/*`, [], []],
  [`${ARN}/*/*`, ["*/*", "/*"], ["*/*", "/*"]],
  [`${ARN}/*/GET/*`, ["/*"], []],
  ["*", [], []],
  ["arn:aws:execute-api:*:*:*/*/GET/items", ["/items"], []],
  ["arn:aws:s3:::bucket/live/GET/items", [], []],
  [`${ARN}/live/GET/$\${aws:username}/x`, ["/*/x"], []],
  ["execute-api:/live/GET/items", [], []],
])("%s names for GET %j, for POST %j", (resource, get, post) => {
  const named = new NamedPaths([of({ aws_iam_role: role("r", statement(resource)) })]).at([]);
  expect([paths(named), paths(named, "POST")]).toEqual([get, post]);
});

test.each<[string, object, string[]]>([
  ["the action", {}, ["/a"]],
  ["one of its actions", { Action: ["s3:*", "execute-api:*"] }, ["/a"]],
  ["another action", { Action: "s3:*" }, []],
  ["all but another action", { Action: undefined, NotAction: "s3:*" }, ["/a"]],
])("a statement of %s names %j", (_, more, found) =>
  expect(paths(new NamedPaths([of({ aws_iam_role: role("r", statement(`${ARN}/x/GET/a`, more)) })]).at([]))).toEqual(
    found,
  ),
);

test("roles with their boundaries, VPC endpoints and the API's own policy name them, each once", () => {
  const at = (path: string) => statement(`${ARN}/x/GET/${path}`);
  const api = (path: string) => ({ name: path, policy: policy({ ...at(path), Principal: "*" }) });
  const model = of({
    aws_iam_policy: { limit: { name: "limit", policy: policy(at("limit")) } },
    aws_iam_role: {
      r: { ...role("r", at("role"), at("both")).r, permissions_boundary: "${aws_iam_policy.limit.arn}" },
      s: role("s", at("both")).s,
    },
    aws_vpc_endpoint: {
      e: { service_name: "com.amazonaws.eu-west-1.execute-api", policy: policy({ ...at("endpoint"), Principal: "*" }) },
    },
    aws_api_gateway_rest_api: { one: api("one"), two: api("two") },
  });
  const other = of({ aws_iam_role: role("r", at("other")), aws_api_gateway_rest_api: { one: api("theirs") } });
  const [one, two] = ["one", "two"].map((name) => model.resource(`aws_api_gateway_rest_api.${name}`));
  const theirs = other.resource("aws_api_gateway_rest_api.one");
  if (!one || !two || !theirs) throw new RangeError("no API");
  const named = new NamedPaths([model, other]);
  const callers = ["/both", "/endpoint", "/limit", "/other", "/role"];
  expect(paths(named.at([]))).toEqual(callers);
  expect(paths(named.at([[model, one]]))).toEqual([...callers, "/one"].sort());
  expect(paths(named.at([[model, two]]))).toEqual([...callers, "/two"].sort());
  expect(paths(named.at([[other, theirs]]))).toEqual([...callers, "/theirs"].sort());
  const both = named.at([
    [model, one],
    [other, theirs],
  ]);
  expect(paths(both)).toEqual([...callers, "/one", "/theirs"].sort());
  const turned = named.at([
    [other, theirs],
    [model, one],
  ]);
  expect(turned.map((pattern) => pattern("GET").map(text))).toEqual(both.map((pattern) => pattern("GET").map(text)));
});
