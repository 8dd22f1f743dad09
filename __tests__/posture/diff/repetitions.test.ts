import { changesBetween } from "../../../posture/diff/index";
import { readSynth } from "../../../posture/model/read";

const stack = (repeated: Readonly<Record<string, unknown>>, locals: object = {}) =>
  readSynth({
    variable: { a: {}, b: {} },
    locals,
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_route: {
        r: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          route_key: "GET /x",
          authorization_type: "AWS_IAM",
          ...repeated,
        },
      },
    },
  });
const said = (was: Parameters<typeof stack>, is: Parameters<typeof stack>) =>
  changesBetween(stack(...was), stack(...is)).map(({ kind, summary }) => `${kind}: ${summary}`);
const CHANGED =
  "unknown: The count or for_each of aws_apigatewayv2_route.r, or of a module around, changed: which instances there are was not compared.";

test("a number of instances that isn't known is compared by what is written, through locals", () => {
  const count = (name: string) => ({ count: `\${var.${name} ? 1 : 0}` });
  expect(said([count("a")], [count("b")])).toEqual([CHANGED]);
  expect(said([count("a")], [count("a")])).toEqual([]);
  const each = { for_each: "${local.keys}" };
  const keys = (name: string) => ({ keys: `\${var.${name}}` });
  expect(said([each, keys("a")], [each, keys("b")])).toEqual([CHANGED]);
  expect(said([each, keys("a")], [each, keys("a")])).toEqual([]);
  expect(said([count("a")], [{}])).toEqual([CHANGED]);
});
