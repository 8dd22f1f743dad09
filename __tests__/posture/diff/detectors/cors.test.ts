import { type Body, type Side, eachPair } from "./each-pair";

const api = (cors?: unknown): Side => ({
  resource: {
    aws_apigatewayv2_api: {
      api: { name: "orders", protocol_type: "HTTP", ...(cors !== undefined && { cors_configuration: cors }) },
    },
  },
});
const cors = (settings: Body) => api([{ allow_origins: ["https://a.example"], ...settings }]);

test("a CORS configuration comes, goes, and lets in other origins", () => {
  const from = (...allow_origins: readonly unknown[]) => cors({ allow_origins });
  const sides = {
    none: api(),
    "not known": api("${var.unset}"),
    "no origin": cors({ allow_origins: undefined }),
    one: from("https://a.example"),
    another: from("https://b.example"),
    "one in other letters": from("https://A.example"),
    both: from("https://a.example", "https://b.example"),
    all: from("*"),
    "one, and one that isn't known": from("https://a.example", "${var.unset}"),
    "origins that aren't known": cors({ allow_origins: "${var.unset}" }),
  };
  expect(eachPair(sides, /^cors-/)).toMatchSnapshot();
});

test.each(["allow_methods", "allow_headers", "expose_headers"])("CORS lets pages use other items of %s", (list) => {
  const [one, other] = list === "allow_methods" ? ["PUT", "DELETE"] : ["x-one", "x-other"];
  const sides = {
    "no configuration": api(),
    none: cors({}),
    one: cors({ [list]: [one] }),
    "one in other letters, and one that needs no leave": cors({
      [list]: [one === "PUT" ? "put" : "X-ONE", ...(one === "PUT" ? ["GET"] : [])],
    }),
    both: cors({ [list]: [one, other] }),
    all: cors({ [list]: ["*"] }),
    "all, and one": cors({ [list]: ["*", one] }),
    "not known": cors({ [list]: "${var.unset}" }),
  };
  expect(eachPair(sides, /^cors-/)).toMatchSnapshot();
});

test("CORS lets pages send cookies, and browsers cache its answers", () => {
  const sides = {
    "no configuration": api(),
    neither: cors({}),
    cookies: cors({ allow_credentials: true }),
    "no cookies": cors({ allow_credentials: false }),
    "cookies, it isn't known": cors({ allow_credentials: "${var.unset}" }),
    "for a minute": cors({ max_age: 60 }),
    "for no time": cors({ max_age: 0 }),
    "for five seconds": cors({ max_age: 5 }),
    "for a time that isn't known": cors({ max_age: "${var.unset}" }),
  };
  expect(eachPair(sides, /^cors-/)).toMatchSnapshot();
});
