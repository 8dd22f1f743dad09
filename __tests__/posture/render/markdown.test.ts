import { compare, differenceIn } from "../../../posture/diff/index";
import { readSynth, readPlan } from "../../../posture/model/read";
import { code, fenced, prose } from "../../../posture/render/escape";
import { COMMENT_LIMIT, renderComment } from "../../../posture/render/markdown";
import { goodStack } from "../rules/support";
import { fixture } from "../fixtures";

const good = goodStack().resource["aws_apigatewayv2_route"]?.["get_items"] ?? {};

/** Two stacks of so many routes, all of which become public. */
function opened(count: number, name = (i: number) => `GET /customers/{customer}/orders/{order}/items/${i}`) {
  const routes = (change: Record<string, unknown>) => ({
    aws_apigatewayv2_route: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`customer_order_item_${i}`, { ...good, route_key: name(i), ...change }]),
    ),
  });
  const open = { authorization_type: "NONE", authorizer_id: undefined, authorization_scopes: undefined };
  const comparison = compare(readSynth(goodStack(routes({}))), readSynth(goodStack(routes(open))));
  const { findings: changes, extent } = differenceIn(comparison);
  return { comparison, changes, extent, allowed: [] };
}

const EXTENT = {
  changed: 9,
  notCompared: ["code", "policy"].map((attribute, i) => ({ address: `aws_x.${i}`, attribute })),
  unclassified: ["aws_x"],
  irrelevant: 1,
};

describe("a comment", () => {
  test("of 300 routes and 300 findings fits GitHub's limit, with every finding, the plan's text folded and cut", () => {
    const what = opened(300);
    expect(what.changes).toHaveLength(300);
    const planText = Array.from({ length: 20_000 }, (_, i) => `  # line ${i} of the plan`).join("\n");
    const comment = renderComment({ ...what, planText });
    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    for (const { address } of what.changes) expect(comment).toContain(`\`${address}\``);
    expect(comment).toContain("300 broadened");
  });

  test("says in rows who may call, and keeps the plan's end, when there is room", () => {
    const what = opened(3);
    const planText = `${"x\n".repeat(60_000)}Plan: 1 to add, 2 to change, 3 to destroy.`;
    const comment = renderComment({ ...what, planText });
    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(comment.match(/\| public: no authorization \| broadened \|/g)).toHaveLength(3);
    // What a row says is not said again: the code and the addresses are there to be acknowledged.
    expect(comment).not.toContain("becomes public");
    expect(comment).toMatch(/- route-became-public: `[^`]+`, `[^`]+`, `[^`]+` \(see the table\)/);
    expect(comment).toContain("Plan: 1 to add, 2 to change, 3 to destroy.");
    expect(comment).toContain("the beginning is left out");
    expect(comment.indexOf("route-became-public")).toBeLessThan(comment.indexOf("<summary>Plan</summary>"));
  });

  test.each([65_536, 30_000, 20_000, 5_000, 1_000])(
    "is never longer than %i characters, and counts what it must leave out",
    (limit) => {
      const what = opened(300);
      const comment = renderComment({ ...what, limit, planText: "plan" });
      expect(comment.length).toBeLessThanOrEqual(limit);
      const shown = what.changes.filter(({ address }) => comment.includes(`\`${address}\``)).length;
      if (shown < 300) expect(comment).toContain(`${300 - shown} more findings`);
    },
  );

  test("begins with a table of who may call what, before and now", () => {
    const comment = renderComment(opened(2, (i) => `GET /a${i}`));
    expect(comment).toContain("| Route | Who before | Who now | Kind |");
    expect(comment.indexOf("| Route |")).toBeLessThan(comment.indexOf("### Broadened"));
    expect(comment).toMatch(/\| `GET \/a0` \| .+ \| public: no authorization \| broadened \|/);
  });

  test("holds other ways in in the table too, and says who gets in there once", () => {
    const rest = (authorization: string) => ({
      aws_api_gateway_rest_api: { rest: { name: "rest" } },
      aws_api_gateway_resource: { x: { rest_api_id: "${aws_api_gateway_rest_api.rest.id}", path_part: "x" } },
      aws_api_gateway_method: {
        x: {
          rest_api_id: "${aws_api_gateway_rest_api.rest.id}",
          resource_id: "${aws_api_gateway_resource.x.id}",
          http_method: "GET",
          authorization,
        },
      },
    });
    const comparison = compare(readSynth(goodStack(rest("AWS_IAM"))), readSynth(goodStack(rest("NONE"))));
    const { findings: changes, extent } = differenceIn(comparison);
    const comment = renderComment({ comparison, changes, extent, allowed: [] });
    expect(comment).toContain("**Who may call:** 1 other way in changed");
    expect(comment).toContain("| Route or entry point | Who before | Who now | Kind |");
    expect(comment).toMatch(
      /\| `aws_api_gateway_method.x` \| IAM principals.* \| public: no authorization.* \| broadened \|/,
    );
    expect(comment).not.toContain("→");
  });

  test("puts replacements into the count of what the plan does", () => {
    const { before, after } = readPlan(fixture("changes/replaced"));
    const comparison = compare(before, after);
    const { findings: changes, extent } = differenceIn(comparison);
    const comment = renderComment({ comparison, changes, extent, allowed: [] });
    expect(comment).toContain("**Plan:**");
    expect(comment).toMatch(/4 to replace \(.*`aws_cognito_user_pool.this`/);
    expect(comment).toContain("cause: username\\_attributes forces a replacement");
  });

  test.each([2_700, 2_450, 2_000, 1_500, 1_100, 900, 700])(
    "stands whole in %i characters, as far as it fits",
    (limit) => {
      const what = opened(6, (i) => `GET /a${i}`);
      const notCompared = { ...what.extent, ...EXTENT };
      const planText = `${Array.from({ length: 60 }, (_, i) => `  # line ${i}`).join("\n")}\nPlan: 1 to add.`;
      expect(renderComment({ ...what, extent: notCompared, limit, planText })).toMatchSnapshot();
    },
  );

  test("stands whole where changes are acknowledged, allowed or have a cause", () => {
    const { before, after } = readPlan(fixture("changes/replaced"));
    const comparison = compare(before, after);
    const { findings, extent } = differenceIn(comparison);
    const changes = findings.map((change, i) =>
      i % 3 > 0 && change.kind !== "unknown"
        ? change
        : { ...change, acknowledged: { reason: "*known*", ...(i > 0 && { expires: "2030-01-01" }) } },
    );
    const planText = '  + password = "planted"\nPlan: 1 to add.';
    for (const limit of [COMMENT_LIMIT, 1_800])
      expect(renderComment({ comparison, changes, extent, allowed: ["breaking"], planText, limit })).toMatchSnapshot();
    expect(renderComment({ comparison, changes: [], extent, allowed: [], strict: true })).toMatchSnapshot();
  });

  test("shows what is hostile as text", () => {
    const evil = "GET /a|b`c`<script>alert(1)</script>@octocat\n# [x](https://evil.example)";
    const comment = renderComment(opened(1, () => evil));
    const bare = comment.replace(/(`+)[\s\S]*?\1/g, "");
    expect(bare).not.toContain("<script>");
    expect(bare).not.toMatch(/@octocat|(?<!\\)\]\(|^# /m);
    expect(comment).not.toMatch(/[^\\]\|b/);
  });
});

describe("escaping", () => {
  test.each([
    ["a|b", "`a|b`"],
    ["a`b", "``a`b``"],
    ["`a`", "`` `a` ``"],
    ["a\nb", "`a\\u000ab`"],
  ])("code(%j)", (text, expected) => expect(code(text)).toBe(expected));

  test("prose has no markup left", () => {
    expect(prose("<b>*x*</b> @me")).toBe("&lt;b&gt;\\*x\\*&lt;/b&gt; @<!-- -->me");
  });

  test("a fence is longer than any inside", () => {
    expect(fenced("a\n````\nb")).toBe("`````\na\n````\nb\n`````");
  });
});
