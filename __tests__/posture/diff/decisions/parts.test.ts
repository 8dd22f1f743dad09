import type { Model } from "../../../../posture/model";
import { targetOf } from "../../../../posture/model";
import { compare } from "../../../../posture/diff/compare";
import { EquivalentNames, withCount } from "../../../../posture/diff/decisions/equivalent-names";
import { callersText, deniedText } from "../../../../posture/diff/decisions/compare-access";
import { overlappingRoutes } from "../../../../posture/diff/decisions/overlapping-routes";
import { AlignedModel } from "../../../../posture/diff/decisions/aligned-model";
import { changesBetween } from "../../../../posture/diff";
import { jwt, route, web } from "../../rules/support";
import type { Resources } from "../../rules/support";

import { good, between, WEB, VAR } from "../models";

describe("equivalent-names", () => {
  test("words that the same places name are of one sort", () => {
    const places = new EquivalentNames();
    for (const [word, place] of [
      ["a", "1"],
      ["b", "1"],
      ["c", "1"],
      ["c", "2"],
    ] as const)
      places.add(word, place);
    expect(places.sorts().map(({ word, others }) => `${word}+${others}`)).toEqual(["a+1", "c+0"]);
    expect([withCount({ text: "web", others: 0 }), withCount({ text: "web", others: 3 })]).toEqual([
      "web",
      "web (or 3 more)",
    ]);
  });
});

describe("compare-access", () => {
  const access = (before: Resources, after: Resources) => {
    const comparison = between(before, after);
    return comparison.decisions.compare(comparison.before.routes[0], comparison.after.routes[0]);
  };
  const OPEN = route({ authorization_type: "NONE" });
  test("says who gains and who loses, and everybody for all", () => {
    expect(access({}, {})).toEqual({ gained: [], lost: [], unclear: [] });
    expect(access({}, OPEN).gained).toEqual(["everybody"]);
    expect(access(OPEN, {}).lost).toContain("everybody");
    expect(access({}, route({ authorization_type: VAR })).unclear.length).toBeGreaterThan(0);
    expect([callersText(["everybody", "x"]), callersText(["x", "y", "z"]), callersText([])]).toEqual([
      "everybody",
      "x and 2 more kinds of callers",
      "nobody",
    ]);
    expect(deniedText(["everybody"])).toBe("callers without the credentials that it requires");
  });
});

describe("changed-access", () => {
  test("a gain that no finding names is told", () => {
    const scopes = (list: string[]) =>
      good(jwt({ jwt_configuration: { issuer: "https://i.example", audience: list } }));
    expect(changesBetween(scopes(["a"]), scopes(["a", "b"]), []).map(({ code }) => code)).not.toContain(
      "route-access-widened",
    );
    expect(changesBetween(good(), good(route({ authorization_type: "NONE" }))).map(({ code }) => code)).toEqual([
      "route-became-public",
    ]);
  });
});

describe("overlapping-routes", () => {
  test("the requests of a route that comes were answered by the catch-all, or by nothing", () => {
    const add = (key: string) => ({
      aws_apigatewayv2_route: {
        [key === "$default" ? "rest" : "more"]: { api_id: "${aws_apigatewayv2_api.api.id}", route_key: key },
      },
    });
    const names = (before: Resources[], after: Resources[]) => {
      const comparison = compare(good(...before), good(...after));
      const added = comparison.after.routes.find(({ resource }) => resource.name === "more");
      return added && overlappingRoutes(comparison, added, "after").map((one) => one?.resource.name);
    };
    expect(names([add("$default")], [add("$default"), add("GET /more")])).toEqual(["rest"]);
    expect(names([], [add("GET /more")])).toEqual([undefined]);
  });
});

describe("aligned-model", () => {
  test("ids that come at apply have one name on both sides", () => {
    const comparison = between(web({ id: "known" }), {});
    const [was, is] = [new AlignedModel(comparison, "before"), new AlignedModel(comparison, "after")];
    const id = (side: typeof was, model: Model) => model.clients[0] && side.clientId(model.clients[0]);
    expect(id(was, comparison.before)).toBe(`(id of ${WEB})`);
    expect(id(is, comparison.after)).toBe(id(was, comparison.before));
    const [route] = comparison.after.routes;
    const own = route && targetOf(is.route(route).authorizer);
    expect(own?.jwt?.issuer).toEqual({ known: true, value: "(issuer of aws_cognito_user_pool.pool)" });
  });
});
