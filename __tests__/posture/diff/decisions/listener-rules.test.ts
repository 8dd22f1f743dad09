import { changesBetween } from "../../../../posture/diff/index";
import { readSynth } from "../../../../posture/model/read";

const forward = (to: string) => ({ type: "forward", target_group_arn: `\${aws_lb_target_group.${to}.arn}` });
const SIGN_IN = { type: "authenticate-oidc", authenticate_oidc: [{ issuer: "https://id.example" }] };
const REFUSED = { type: "fixed-response", fixed_response: [{ status_code: "403", content_type: "text/plain" }] };
const OPEN = [forward("f")];
const GUARDED = [SIGN_IN, forward("f")];
const paths = (...values: string[]) => ({ path_pattern: [{ values }] });

type Rule = readonly [priority: number, action: readonly object[], ...condition: object[]];

/** A listener with its default action, and rules by name. */
const stack = (default_action: readonly object[], rules: Readonly<Record<string, Rule>>) =>
  readSynth({
    resource: {
      aws_lambda_function: { f: { function_name: "f", role: "r" }, g: { function_name: "g", role: "r" } },
      aws_lb: { lb: { name: "lb", internal: false } },
      aws_lb_target_group: {
        f: { name: "f", target_type: "lambda" },
        g: { name: "g", target_type: "lambda" },
        machines: { name: "machines", target_type: "instance" },
      },
      aws_lb_target_group_attachment: Object.fromEntries(
        ["f", "g"].map((name) => [
          name,
          {
            target_group_arn: `\${aws_lb_target_group.${name}.arn}`,
            target_id: `\${aws_lambda_function.${name}.arn}`,
          },
        ]),
      ),
      aws_lb_listener: {
        l: { load_balancer_arn: "${aws_lb.lb.arn}", port: 443, protocol: "HTTPS", default_action },
      },
      aws_lb_listener_rule: Object.fromEntries(
        Object.entries(rules).map(([name, [priority, action, ...condition]]) => [
          name,
          { listener_arn: "${aws_lb_listener.l.arn}", priority, action, condition },
        ]),
      ),
    },
  });

const ADMIN = paths("/admin/*");

/** What is said where a rule is removed, and where it is added. */
function said(default_action: readonly object[], rule: Rule, others: Readonly<Record<string, Rule>> = {}) {
  const [without, whole] = [stack(default_action, others), stack(default_action, { ...others, rule })];
  const kinds = (list: ReturnType<typeof changesBetween>) => list.map(({ code, kind }) => `${kind} ${code}`).sort();
  return [kinds(changesBetween(whole, without)), kinds(changesBetween(without, whole))];
}

const LEAVES = "breaking entry-point-removed";
const COMES = "broadened entry-point-added";
const OPENS = "broadened entry-point-opened";
/** Who can send that header isn't known. */
const UNKNOWN = "unknown entry-point-callers-changed";
const CLOSES = "narrowed entry-point-closed";

describe("a rule that goes leaves its requests to what answers after it", () => {
  test.each<readonly [string, readonly object[], Rule, Readonly<Record<string, Rule>>, string[], string[]]>([
    ["the default action, which is open", OPEN, [1, GUARDED, ADMIN], {}, [OPENS], [CLOSES]],
    ["the default action, which asks for a sign-in", GUARDED, [1, OPEN, ADMIN], {}, [CLOSES], [OPENS]],
    ["the default action, which refuses", [REFUSED], [1, OPEN, ADMIN], {}, [LEAVES], [COMES]],
    [
      "a wider rule, which is open",
      [REFUSED],
      [1, GUARDED, ADMIN],
      { wide: [2, OPEN, paths("/a*")] },
      [OPENS],
      [CLOSES],
    ],
    [
      "a rule for a part of it, and the default action",
      [REFUSED],
      [1, GUARDED, ADMIN],
      { part: [2, OPEN, paths("*.css")] },
      [OPENS, LEAVES],
      [COMES, CLOSES],
    ],
    [
      "a rule that a header decides, and the default action",
      [REFUSED],
      [1, GUARDED, ADMIN],
      { header: [2, OPEN, { http_header: [{ http_header_name: "x", values: ["y"] }] }] },
      [UNKNOWN, LEAVES],
      [COMES, UNKNOWN],
    ],
    [
      "a rule of another host, which answers none of them",
      GUARDED,
      [1, OPEN, ADMIN, { host_header: [{ values: ["A.example"] }] }],
      { other: [2, OPEN, { host_header: [{ values: ["b.example"] }] }] },
      [CLOSES],
      [OPENS],
    ],
    [
      "a rule for another method",
      GUARDED,
      [1, OPEN, ADMIN, { http_request_method: [{ values: ["GET"] }] }],
      { other: [2, OPEN, ADMIN, { http_request_method: [{ values: ["POST"] }] }] },
      [CLOSES],
      [OPENS],
    ],
    [
      "another function's rule, as open",
      [forward("g")],
      [1, OPEN, ADMIN],
      {},
      [LEAVES, "neutral entry-point-removed"],
      [COMES, "neutral entry-point-added"],
    ],
  ])("%s", (_, default_action, rule, others, gone, come) => {
    const [left, came] = said(default_action, rule, others);
    expect(left).toEqual([...gone].sort());
    expect(came).toEqual([...come].sort());
  });

  test("who gets in at what isn't part of the input is unknown", () => {
    expect(said([forward("machines")], [1, GUARDED, ADMIN])[0]).toEqual(["unknown entry-point-removed"]);
  });
});
