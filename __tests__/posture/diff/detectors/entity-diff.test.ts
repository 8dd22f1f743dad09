import type { Model } from "../../../../posture/model";
import type { ChangeReport } from "../../../../posture/diff/change";
import { reportFunction } from "../../../../posture/diff/detectors/function";
import { EntityDiff } from "../../../../posture/diff/entity-diff";
import { integration, web } from "../../rules/support";
import type { Resources } from "../../rules/support";

import { between, entity, WEB, VAR } from "../models";

/** An EntityDiff of the web client, and what it reports. */
function diffOf(before: Resources, after: Resources) {
  const comparison = between(before, after);
  const said: ChangeReport[] = [];
  const compared: string[] = [];
  const report = Object.assign((change: ChangeReport) => void said.push(change), {
    compared: (address: string, path: string) => void compared.push(`${address} ${path}`),
  });
  const pair = { before: entity(comparison.before, WEB), after: entity(comparison.after, WEB) };
  return { on: new EntityDiff(comparison, report, pair, "client-unknown"), said, compared, comparison };
}

describe("entity-diff", () => {
  test("a changed value is told with both sides, an unknown one as unknown, and either is noted as compared", () => {
    const { on, said, compared } = diffOf(web({ name: "a" }), web({ name: "b" }));
    on.value(
      ({ resource }) => resource.attributes.text("name"),
      { path: ["name"], what: "the name" },
      () => ({ code: "x", kind: "neutral", summary: "s" }),
    );
    expect(said).toMatchObject([
      { code: "x", before: "a", after: "b", attributes: [{ address: WEB, attribute: "name" }] },
    ]);
    expect(compared).toEqual([`${WEB} name`]);
    const open = diffOf(web({ name: "a" }), web({ name: VAR }));
    open.on.value(
      ({ resource }) => resource.attributes.text("name"),
      { path: ["name"], what: "the name" },
      () => undefined,
    );
    expect(open.said).toMatchObject([
      { code: "client-unknown", kind: "unknown", summary: expect.stringMatching(/^The name may have changed: /) },
    ]);
  });

  test("items of a list are told one by one", () => {
    const { on, said } = diffOf(
      web({ callback_urls: ["https://a.example"] }),
      web({ callback_urls: ["https://b.example"] }),
    );
    const told = (code: string) => (text: string) => ({ code, kind: "neutral" as const, summary: text });
    on.list(({ resource }) => resource.attributes.texts("callback_urls"), {
      path: ["callback_urls"],
      what: "the URLs",
      added: told("in"),
      removed: told("out"),
    });
    expect(said.map(({ code, summary }) => `${code} ${summary}`)).toEqual([
      "in https://b.example",
      "out https://a.example",
    ]);
  });
});

describe("function", () => {
  const tell = (before: Resources, after: Resources) => {
    const { on, said, comparison } = diffOf(before, after);
    const fn = (model: Model) => model.integrations[0]?.function ?? { kind: "none" as const };
    reportFunction(on, {
      links: [fn(comparison.before), fn(comparison.after)],
      path: ["x"],
      what: "the function",
      changed: "another",
      code: "code",
      consequence: "c",
    });
    return said.map(({ code }) => code);
  };
  test("another function, or other code of the same", () => {
    const hash = (source_code_hash: string) => ({
      aws_lambda_function: { items: { function_name: "items", source_code_hash } },
    });
    expect(tell({}, {})).toEqual([]);
    expect(tell(hash("a"), hash("b"))).toEqual(["code"]);
    expect(
      tell(
        {},
        {
          ...integration({ integration_uri: "${aws_lambda_function.two.invoke_arn}" }),
          aws_lambda_function: { two: { function_name: "two" } },
        },
      ),
    ).toEqual(["another"]);
  });
});
