import { createHash } from "node:crypto";
import { changesIn, compare, differenceIn } from "../../../posture/diff/index";
import type { Model, Route } from "../../../posture/model";
import { readPlan, readState, readSynth } from "../../../posture/model/read";
import { htmlReport } from "../../../posture/render/html";
import { markup } from "../../../posture/render/html-escape";
import { graphOf } from "../../../posture/render/html-graph";
import { fitToWidth } from "../../../posture/render/html-picture";
import { RULES, evaluateRules } from "../../../posture/rules";
import { fixture } from "../fixtures";
import { goodStack } from "../rules/support";

function page(before: Model, after: Model, title = "A title"): string {
  const comparison = compare(before, after);
  const { findings: changes, extent } = differenceIn(comparison);
  return htmlReport({
    title,
    source: "Read from a test.",
    comparison,
    compared: true,
    changes,
    extent,
    findings: evaluateRules(after, RULES).findings,
  });
}

/** A page without its style sheet, and the hash of that. */
const unstyled = (text: string): string =>
  text.replace(/<style>[\s\S]*?<\/style>/, "").replace(/sha256-[^&"']+/g, "sha256");

const review = () => {
  const { before, after } = readPlan(fixture("review"));
  return { before, after, comparison: compare(before, after) };
};

/** Routes of the good stack with these keys. */
function routes(keys: readonly string[], change: Record<string, unknown> = {}): Model {
  const good = goodStack();
  const one = good.resource["aws_apigatewayv2_route"]?.["get_items"];
  const all = Object.fromEntries(keys.map((key, i) => [`r${String(i)}`, { ...one, ...change, route_key: key }]));
  return readSynth({ resource: { ...good.resource, aws_apigatewayv2_route: all } });
}

describe("the page", () => {
  const { before, after } = review();
  const text = page(before, after);

  test("stands alone: no script, no address but the names of its own format, every style by hash", () => {
    expect(text).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|\sstyle=|url\(|@import/i);
    expect(text.match(/(?:src|href)=/g)).toBeNull();
    const css = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? "";
    expect(text).toContain(
      `style-src &#39;sha256-${createHash("sha256").update(css).digest("base64")}`.replaceAll("&#39;", "'"),
    );
    expect(text).toContain("default-src 'none'");
    expect(css).toContain("prefers-color-scheme:dark");
  });

  test("can be read without the picture: language, title, description, and a table of every route", () => {
    expect(text).toContain('<html lang="en">');
    expect(text).toMatch(/role="img"\s+aria-labelledby="picture-title picture-told"/);
    const table = /<tbody>([\s\S]*)<\/tbody>/.exec(text)?.[1] ?? "";
    for (const route of [...before.routes, ...after.routes])
      expect(table).toContain(`<th scope="row">${route.key.known ? route.key.value : ""}</th>`);
  });

  test("shows every change and every finding", () => {
    const { comparison } = review();
    for (const change of changesIn(comparison)) expect(text).toContain(change.code);
    for (const finding of evaluateRules(after, RULES).findings) expect(text).toContain(finding.code);
  });

  test("holds no secret of the plan", () => {
    const update = readPlan(fixture("update"));
    expect(JSON.stringify(fixture("update"))).toContain("sensitive-value-of-the-fixture");
    expect(page(update.before, update.after)).not.toContain("sensitive-value-of-the-fixture");
  });

  test("is well formed: every element is closed, in order", () => {
    const open: string[] = [];
    for (const [, end, name = "", rest = ""] of text
      .replace(/<style>[\s\S]*?<\/style>/, "")
      .matchAll(/<(\/?)([a-z0-9]+)((?:"[^"]*"|[^">])*)>/g)) {
      if (["meta", "br"].includes(name) || rest.endsWith("/")) continue;
      if (end === "/") expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });
});

describe("html-graph", () => {
  const graph = graphOf(review().comparison);
  const row = (label: string) => graph.rows.find((one) => one.label === label);

  test("tells new, lost and kept ways in apart", () => {
    expect(row("GET /export")).toMatchObject({ state: "new" });
    expect(row("GET /status")).toMatchObject({ state: "same" });
    expect([...(row("GET /orders/{id}")?.reachedAfter ?? [])]).toEqual(
      expect.arrayContaining(["everybody", "client shop"]),
    );
    expect(row("POST /orders")?.reachedBefore).toContain("client warehouse");
    expect(row("POST /orders")?.reachedAfter).not.toContain("client warehouse");
    expect(row("GET /orders")?.reachedAfter).toContain("client partner");
  });

  test("has nobody but those of the configuration", () => {
    expect(graph.parties.map((party) => party.label)).toEqual(["Everybody", "partner", "shop", "warehouse"]);
  });
});

test("draws lines for every way in, and marks what is new and gone", () => {
  const { before, after } = review();
  const text = page(before, after);
  const rows = graphOf(compare(before, after)).rows;
  const ways = rows.reduce((sum, row) => sum + new Set([...row.reachedBefore, ...row.reachedAfter]).size, 0);
  expect(text.match(/<path class="edge/g)).toHaveLength(ways);
  expect(text).toContain('class="edge more"');
  expect(text).toContain('class="edge less"');
});

test("escapes what a plan says, wherever it stands", () => {
  const evil = `GET /<script>alert("x")</script>'&\u202e`;
  const text = page(routes(["GET /a"]), routes(["GET /a", evil], { authorization_type: "NONE" }), `</title><script>"`);
  expect(text).not.toContain("<script");
  expect(text).not.toContain("\u202e");
  expect(text).toContain("&lt;script&gt;");
  expect(markup`<i title="${`"'<>&`}">`.text).toBe('<i title="&quot;&#39;&lt;&gt;&amp;">');
});

describe("with many routes", () => {
  const keys = ["orders", "items", "users"].flatMap((name) =>
    Array.from({ length: 100 }, (_, i) => `GET /v1/${name}/${String(i)}`),
  );
  const many = routes(keys);
  const text = page(many, routes([...keys, "GET /v1/orders/new"]));

  test("draws only what changes, and lists all of them", () => {
    expect(text).toContain("300 routes that stay as they are");
    expect(text.match(/<th scope="row">/g)).toHaveLength(301);
    expect(text.match(/class="box new/g)).toHaveLength(1);
  });

  test("draws the groups where nothing changes", () => {
    const same = page(many, many);
    expect(same).toContain("/v1/items · 100 routes");
    expect(same.match(/<rect\s+class="box  "\s+x="500"/g)).toHaveLength(3);
  });

  test("draws the groups where too many change", () => {
    const all = page(routes(["GET /a"]), many);
    expect(all).toContain("/v1/items · 100 routes");
    expect(all).toMatch(/100 token with a scope · 100 changed/);
    expect(all).toContain("301 routes change");
    expect(all.match(/<path class="edge more"/g)).toHaveLength(3);
  });

  test("opens the group that holds a change, and no other", () => {
    const groups = [...text.matchAll(/<details class="group ([^"]*)"( open)?[^>]*>\s*<summary>\s*<code>([^<]*)</g)];
    expect(groups.map(([, , open, name]) => [name, open !== undefined])).toEqual([
      ["/v1/items", false],
      ["/v1/orders", true],
      ["/v1/users", false],
    ]);
    expect(text).toMatch(/101 routes, 1 changed/);
  });

  test("names the weakest caller of a group first", () => {
    const good = routes(keys);
    const open = page(good, {
      ...good,
      routes: good.routes.map((route, i) =>
        i === 150
          ? (Object.create(routes(["GET /v1/items/50"], { authorization_type: "NONE" }).routes[0] ?? route, {
              address: { value: route.address, enumerable: true },
            }) as Route)
          : route,
      ),
    });
    const items = open.slice(open.indexOf("<code>/v1/items<"));
    expect(/<span class="tag caller-(\w+)">(\d+) /.exec(items)?.slice(1)).toEqual(["everybody", "1"]);
  });

  test("filters by the style sheet alone: each kind of caller that it offers has its rules", () => {
    const css = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? "";
    const offered = [...text.matchAll(/<input type="radio" name="kind" id="kind-(\w+)" \/>/g)].map(([, kind]) => kind);
    expect(offered).not.toHaveLength(0);
    for (const kind of offered) {
      expect(css).toContain(`.every:has(#kind-${String(kind)}:checked) .part:not(.kind-${String(kind)}){display:none}`);
      expect(text).toMatch(new RegExp(`<tr class="part kind-${String(kind)}[ "]`));
    }
    expect(text).toContain('id="only-changed"');
    expect(text.match(/<tr class="part [^"]*\bchanged\b(?!-)/g)).toHaveLength(1);
  });

  test("has no filter to compare by where there is one side only, and none for a few routes", () => {
    const comparison = compare(many, many);
    const extent = differenceIn(comparison).extent;
    const one = htmlReport({ title: "t", source: "s", comparison, compared: false, changes: [], extent, findings: [] });
    expect(one).toContain('id="kind-any"');
    expect(one).not.toContain('id="only-changed"');
    expect(page(routes(["GET /a"]), routes(["GET /a", "GET /b"]))).not.toContain("<fieldset");
  });
});

test("shows before and after of every route that changes, its clients where the demand stays", () => {
  const { before, after } = review();
  const text = page(before, after);
  const svg = /<svg[\s\S]*<\/svg>/.exec(text)?.[0] ?? "";
  const changed = graphOf(compare(before, after)).rows.filter((row) => row.state === "changed");
  expect(svg.match(/>before: /g)).toHaveLength(changed.length);
  expect(svg.match(/>after: /g)).toHaveLength(changed.length);
  expect(svg).toContain("before: needs orders/read · shop, warehouse");
  expect(svg).toContain("after: needs orders/read · partner, shop, warehouse");
});

test("is a list instead of a picture on a narrow screen, with every route that is drawn", () => {
  const { before, after } = review();
  const text = page(before, after);
  const list = /<ul class="ways">([\s\S]*?)<\/ul>/.exec(text)?.[1] ?? "";
  expect(list.match(/<li>/g)).toHaveLength(graphOf(compare(before, after)).rows.length);
  expect(list).toMatch(/gone<\/span>\s*<s>warehouse<\/s>/);
  expect(text).toMatch(/@media \(max-width:720px\)\{[\s\S]*figure svg,.lines\{display:none\}\.ways\{display:block\}/);
});

test("cuts what is too wide for its box, by the width of its letters", () => {
  const flows = "client · code, ALLOW_USER_SRP_AUTH";
  expect(fitToWidth(flows, 272, 12)).toBe(flows);
  expect(fitToWidth(flows, 150, 12)).toMatch(/^client · code, A\w*…$/);
  expect(fitToWidth("W".repeat(40), 272, 14).length).toBeLessThan(fitToWidth("i".repeat(80), 272, 14).length);
});

test("shows a state without a before", () => {
  const model = readState(fixture("review", "state.json"));
  const text = htmlReport({
    title: "t",
    source: "s",
    comparison: compare(model, model),
    compared: false,
    changes: [],
    extent: differenceIn(compare(model, model)).extent,
    findings: [],
  });
  expect(text).toContain("Who may call it");
  expect(text).not.toContain("Before</th>");
});

/** An API with a route for every kind of caller. */
function everyKind(): Model {
  const good = goodStack();
  const api_id = "${aws_apigatewayv2_api.api.id}";
  const target = "integrations/${aws_apigatewayv2_integration.items.id}";
  const lambda = {
    api_id,
    name: "staff",
    authorizer_type: "REQUEST",
    authorizer_uri: "${aws_lambda_function.items.invoke_arn}",
  };
  const partner = {
    api_id,
    name: "partner",
    authorizer_type: "JWT",
    jwt_configuration: { issuer: "https://partner.example", audience: ["a", "b"] },
  };
  const route = (route_key: string, more: object) => ({ api_id, route_key, target, ...more });
  return readSynth({
    resource: {
      ...good.resource,
      aws_apigatewayv2_authorizer: { ...good.resource["aws_apigatewayv2_authorizer"], lambda, partner },
      aws_apigatewayv2_route: {
        ...good.resource["aws_apigatewayv2_route"],
        open: route("GET /open", {}),
        iam: route("GET /iam", { authorization_type: "AWS_IAM" }),
        staff: route("GET /staff", {
          authorization_type: "CUSTOM",
          authorizer_id: "${aws_apigatewayv2_authorizer.lambda.id}",
        }),
        partner: route("GET /partner", {
          authorization_type: "JWT",
          authorizer_id: "${aws_apigatewayv2_authorizer.partner.id}",
        }),
        scoped: route("GET /scoped", {
          authorization_type: "JWT",
          authorizer_id: "${aws_apigatewayv2_authorizer.partner.id}",
          authorization_scopes: ["x/read"],
        }),
        later: route("GET /later", { authorization_type: "${var.type}" }),
      },
    },
  });
}

test("whoever gets in at some route is a party of the picture, and the page names what each route asks for", () => {
  const model = everyKind();
  const { parties, rows } = graphOf(compare(model, model));
  expect(parties).toMatchSnapshot();
  expect(rows.map(({ label, reachedAfter }) => `${label}: ${[...reachedAfter].join(", ")}`)).toMatchSnapshot();
  expect(unstyled(page(model, model))).toMatchSnapshot();
});

test("the page of a change stands whole, and so does that of one side", () => {
  const { before, after } = review();
  expect(unstyled(page(before, after))).toMatchSnapshot();
  const comparison = compare(after, after);
  const { findings: changes, extent } = differenceIn(comparison);
  const content = { title: "A", source: "S", comparison, compared: false, changes, extent, findings: [] };
  expect(unstyled(htmlReport(content))).toMatchSnapshot();
});

test("many routes stand in groups, with those open that hold changes; up to forty stand in one table", () => {
  const keys = Array.from({ length: 41 }, (_, i) => `GET /${"abc".charAt(i % 3)}/${String(i)}`);
  const open = { authorization_type: "NONE", authorizer_id: undefined, authorization_scopes: undefined };
  const every = (text: string): string => unstyled(/<h2>Every route<\/h2>([\s\S]*)/.exec(text)?.[1] ?? "");
  const before = routes(keys);
  const after = routes(keys.slice(0, 2).concat(keys.slice(3)));
  expect(every(page(before, after)).replace(/<tbody>[\s\S]*?<\/tbody>/g, "")).toMatchSnapshot();
  expect(every(page(before, routes(keys, open))).replace(/<tbody>[\s\S]*?<\/tbody>/g, "")).toMatchSnapshot();
  const forty = routes(keys.slice(1));
  expect(every(page(forty, forty))).not.toContain("<details");
});
