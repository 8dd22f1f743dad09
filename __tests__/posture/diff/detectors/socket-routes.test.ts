import { synthChanges } from "../support";

type Body = Readonly<Record<string, unknown>>;
const api = (routes: Readonly<Record<string, Body>>) => ({
  aws_apigatewayv2_api: { chat: { name: "chat", protocol_type: "WEBSOCKET" } },
  aws_apigatewayv2_route: Object.fromEntries(
    Object.entries(routes).map(([name, body]) => [name, { api_id: "${aws_apigatewayv2_api.chat.id}", ...body }]),
  ),
});
type Side = ReturnType<typeof api>;
/** What is said of routes, forth and back. */
const both = (before: Side, after: Side) =>
  [synthChanges(before, after), synthChanges(after, before)].map((list) =>
    list.filter(({ code }) => code.startsWith("route-")).map(({ kind, summary }) => `${kind}: ${summary}`),
  );

const SEND = { send: { route_key: "send" } };
const connect = (authorization_type: string) => ({ connect: { route_key: "$connect", authorization_type } });
const NOBODY_NAMED = "IAM principals: none in this input is allowed it";

test("who may connect is everybody where no $connect says otherwise", () => {
  expect(both(api({ ...connect("AWS_IAM"), ...SEND }), api(SEND))).toEqual([
    [
      `broadened: $connect is removed: everybody may connect (was: ${NOBODY_NAMED}), and send to the API's other routes.`,
    ],
    [`narrowed: $connect is new: connections are for ${NOBODY_NAMED}; everybody could connect before.`],
  ]);
  expect(both(api({ ...connect("NONE"), ...SEND }), api(SEND))).toEqual([
    ["neutral: $connect is removed: everybody may still connect."],
    ["neutral: $connect is new: everybody may connect, as before."],
  ]);
});

test("whether connections are asked isn't known where another route may be $connect, or its authorization isn't", () => {
  const open = { open: { route_key: "${var.unset}" } };
  expect(both(api({ ...connect("AWS_IAM"), ...open }), api(open))).toEqual([
    [
      "unknown: $connect is removed: whether aws_apigatewayv2_route.open is the API's $connect on the other side isn't known.",
    ],
    [
      "unknown: $connect is new: whether aws_apigatewayv2_route.open is the API's $connect on the other side isn't known.",
    ],
  ]);
  const [, back] = both(api({ ...connect("${var.unset}"), ...SEND }), api(SEND));
  expect(back?.map((text) => text.split(":")[0])).toEqual(["unknown"]);
});

test("messages of a route that goes are answered by $default, or by an error", () => {
  const rest = { ...connect("AWS_IAM"), other: { route_key: "$default" } };
  const [alone] = both(api({ ...connect("AWS_IAM"), ...SEND }), api(connect("AWS_IAM")));
  const [beside] = both(api({ ...rest, ...SEND }), api(rest));
  const [last] = both(api(rest), api(connect("AWS_IAM")));
  expect([alone, beside, last]).toEqual([
    ["breaking: send is removed: who sends to it gets an error."],
    ["neutral: send is removed: $default answers its messages."],
    ["breaking: $default is removed: who sends to it gets an error."],
  ]);
});

test("nobody calls $disconnect", () => {
  const end = { end: { route_key: "$disconnect" } };
  expect(both(api({ ...connect("AWS_IAM"), ...end }), api(connect("AWS_IAM")))).toEqual([
    ["neutral: $disconnect is removed: what it leads to is no longer told when a connection ends."],
    ["neutral: $disconnect is new: what it leads to is told when a connection ends."],
  ]);
});

test("routes go with their API", () => {
  const [forth] = both(api({ ...connect("AWS_IAM"), ...SEND }), {} as Side);
  expect(forth).toEqual(["breaking: $connect is removed with its API.", "breaking: send is removed with its API."]);
});
