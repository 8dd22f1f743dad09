import { readSynth } from "../../../../posture/model/read";
import { known, listing, unknown } from "../../../../posture/model/index";
import type { Reporter, Report } from "../../../../posture/rules";
import { byApi, holder, httpApis, ofHttp, routesOf } from "../../../../posture/rules/support/apis";
import { itemsOf, when, within } from "../../../../posture/rules/support/known";
import { goodStack } from "../support";

function recorded() {
  const [mistakes, unknowns]: [string[], string[]] = [[], []];
  const report: Reporter = Object.assign(({ message, remedy }: Report) => void mistakes.push(`${message} ${remedy}`), {
    unknown: (_: unknown, why: string) => void unknowns.push(why),
  });
  return { report, mistakes, unknowns };
}
const at = { address: "a.b" };

describe("known", () => {
  test("goes on with what is known, and reports the rest with its reason", () => {
    const { report, unknowns } = recorded();
    const seen: number[] = [];
    when(report, at, known(1), "the number", (value) => seen.push(value));
    when(report, at, unknown("known after apply"), "the tier of the pool", () => seen.push(2));
    expect(itemsOf(report, at, listing(["x"], ["var.more"]), "the URLs")).toEqual(["x"]);
    expect(seen).toEqual([1]);
    expect(unknowns).toEqual(["the tier of the pool (known after apply)", "a part of the URLs (var.more)"]);
  });

  test("holds whole numbers to their range, both ends allowed", () => {
    const { report, mistakes } = recorded();
    for (const number of [undefined, 0, 60, 61, -1, 1.5])
      within(report, at, known(number), "grace", { least: 0, most: 60, unit: "seconds" });
    expect(mistakes).toEqual([
      "grace is 61 seconds: AWS accepts 0 to 60 seconds. Write 60, or a whole number between 0 and 60.",
      "grace is -1 seconds: AWS accepts 0 to 60 seconds. Write 0, or a whole number between 0 and 60.",
      "grace is 1.5 seconds: AWS accepts 0 to 60 seconds. Write 2, or a whole number between 0 and 60.",
    ]);
  });
});

describe("apis", () => {
  test("leaves WebSocket APIs and what belongs to them out", () => {
    const model = readSynth(goodStack());
    expect(httpApis(model)).toEqual(model.apis);
    const sockets = readSynth({
      resource: {
        aws_apigatewayv2_api: { s: { name: "s", protocol_type: "WEBSOCKET" } },
        aws_apigatewayv2_route: { c: { api_id: "${aws_apigatewayv2_api.s.id}", route_key: "$connect" } },
      },
    });
    expect([httpApis(sockets), ofHttp(sockets.routes)]).toEqual([[], []]);
  });

  test("groups routes by their API, which holds them", () => {
    const model = readSynth(goodStack());
    const [[address, routes] = ["", []]] = byApi(model.routes);
    expect(holder(routes)?.address).toBe(address);
    expect(routes).toEqual(model.apis.flatMap((api) => routesOf(model, api)));
  });
});
