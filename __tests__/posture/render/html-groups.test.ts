import type { Row } from "../../../posture/render/html-graph";
import { groupsOf, kindCounts } from "../../../posture/render/html-groups";
import { code as asCode, codeInTable, fenced, prose } from "../../../posture/render/escape";
import { nothingText, verdictText } from "../../../posture/render/extent";
import { withHeadings } from "../../../posture/render/entry-points";
import { Html, markup } from "../../../posture/render/html-escape";
import { count as counted, style } from "../../../posture/render/style";

const row = (label: string): Row => ({
  label,
  state: "same",
  after: { route: label, api: "api", address: label, caller: { kind: "everybody" }, clients: [] },
  reachedBefore: new Set(),
  reachedAfter: new Set(),
});

const grouped = (labels: readonly string[]) =>
  groupsOf(labels.map(row)).map(({ name, rows }) => [name, rows.map(({ label }) => label)] as const);

const named = (labels: readonly string[]) => grouped(labels).map(([name, list]) => [name, list.length]);

const several = (prefix: string, number: number) =>
  Array.from({ length: number }, (_, i) => `GET ${prefix}/${String(i)}`);

describe("groups of routes", () => {
  test("leave out what all paths share", () => {
    expect(named([...several("/api/v1/orders", 4), ...several("/api/v1/items", 3)])).toEqual([
      ["/api/v1/items", 3],
      ["/api/v1/orders", 4],
    ]);
  });

  test("put prefixes of few routes together, and routes without a path last", () => {
    expect(grouped(["GET /a", "POST /b", "$default", "GET /c/1", "GET /c/2", "GET /c/3", "ANY /{proxy+}"])).toEqual([
      ["/c", ["GET /c/1", "GET /c/2", "GET /c/3"]],
      ["other paths under /", ["GET /a", "POST /b", "ANY /{proxy+}"]],
      ["without a path", ["$default"]],
    ]);
  });

  test("are one group where every path differs in its first segment", () => {
    expect(named(Array.from({ length: 300 }, (_, i) => `GET /a${String(i)}`))).toEqual([["/", 300]]);
    expect(named(several("/items", 300))).toEqual([["/items", 300]]);
  });

  test("split a large one by its next segment", () => {
    const large = [...several("/shop/orders", 30), ...several("/shop/carts", 30), ...several("/admin", 5)];
    expect(named(large)).toEqual(
      [
        ["/shop/carts", 30],
        ["/shop/orders", 30],
        ["/admin", 5],
      ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
  });

  test("lose no route and list none twice, the same path with many methods and the root too", () => {
    const labels = ["GET /", "POST /", "GET /x", "PUT /x", "POST /x", "DELETE /x", "$connect", "not known yet"];
    expect(
      grouped(labels)
        .flatMap(([, list]) => list)
        .sort(),
    ).toEqual([...labels].sort());
  });

  test("name each kind of caller, the weakest first", () => {
    const kinds = ["removed", "nobody", "connected", "principals", "scopes", "lambda", "token", "unknown", "everybody"];
    const rows = kinds.map((kind): Row => {
      const { after, ...rest } = row(kind);
      return kind === "removed" || !after
        ? { ...rest, state: "gone" }
        : { ...rest, after: { ...after, caller: { kind } as never } };
    });
    expect(kindCounts(rows).map(({ kind, words }) => `${kind}: ${words}`)).toEqual([
      "everybody: public",
      "unknown: not known yet",
      "token: any token",
      "lambda: Lambda authorizer",
      "scopes: token with a scope",
      "principals: IAM",
      "connected: open connection",
      "nobody: nobody",
      "removed: removed",
    ]);
  });

  test("count a removed route apart", () => {
    const { after, ...rest } = row("GET /a");
    expect(kindCounts([row("GET /b"), { ...rest, state: "gone", ...(after && { before: after }) }])).toEqual([
      { kind: "everybody", words: "public", number: 1 },
      { kind: "removed", words: "removed", number: 1 },
    ]);
  });
});

describe("escape", () => {
  test("a text can't become markup, a mention, a link or the end of its block", () => {
    expect(prose("<b>@me *x* http://a")).toBe("&lt;b&gt;@<!-- -->me \\*x\\* http:<!-- -->//a");
    expect(asCode("a`b|c")).toBe("``a`b|c``");
    expect(codeInTable("a`b|c")).toBe("``a`b\\|c``");
    expect(fenced("```x")).toBe("````\n```x\n````");
  });
});

describe("html-escape", () => {
  test("what is put in is escaped, unless it is markup itself", () =>
    expect(markup`<i>${"<&\"'>"}${new Html("<b/>")}${undefined}${[1, "<"]}</i>`.text).toBe(
      "<i>&lt;&amp;&quot;&#39;&gt;<b/>1&lt;</i>",
    ));
});

describe("groups", () => {
  test("things of one name stay apart by their address", () =>
    expect(withHeadings([1, 2, 3], (n) => ({ name: n === 3 ? "b" : "a", address: `t.${n}` }))).toEqual([
      ["a (t.1)", [1]],
      ["a (t.2)", [2]],
      ["b", [3]],
    ]));
});

describe("extent", () => {
  const extent = {
    notCompared: [],
    unclassified: [],
    irrelevant: 0,
    sameEffect: [],
    changed: 0,
    limit: undefined,
  } as never;
  test("a verdict claims no more than was looked at", () => {
    expect(verdictText("nothing broader", extent)).toBe("nothing broader");
    expect(
      verdictText("nothing broader", {
        ...(extent as object),
        notCompared: [{ address: "t.n", attribute: "a" }],
        unclassified: ["aws_x"],
      } as never),
    ).toBe("nothing broader, as far as the input shows and as far as analysed");
    expect(verdictText("broadened", { ...(extent as object), unclassified: ["aws_x"] } as never)).toBe("broadened");
    expect([nothingText([], extent), nothingText([], { ...(extent as object), changed: 1 } as never)]).toEqual([
      "No change",
      "No change of access found",
    ]);
  });
});

describe("style", () => {
  test("is the text itself without colour", () => {
    expect([style(false).red("x"), style(true).red("x")]).toEqual(["x", "\u001b[31mx\u001b[39m"]);
    expect([counted(1, "route"), counted(2, "route")]).toEqual(["1 route", "2 routes"]);
  });
});
