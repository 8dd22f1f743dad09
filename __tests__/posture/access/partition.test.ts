import { keyPattern, partition } from "../../../posture/access/partition";
import { globOf } from "../../../posture/iam/glob";
import { known } from "../../../posture/model";

const key = (text: string) => {
  const [method, path] = text.split(" ");
  return keyPattern({ key: known(text), method: known(method), path: known(path) });
};
const cells = (own: string, ...others: string[]): readonly string[] =>
  (partition(key(own), others.map(key)) ?? []).map(({ method, path, in: taking }) =>
    [method, path, ...[...taking].map((i) => others[i] ?? "")].join(" "),
  );

describe("partition", () => {
  test.each([
    ["GET /items", [], ["GET /items"]],
    ["GET /a/{x}", ["GET /{y}/b"], ["GET /a/x", "GET /a/b GET /{y}/b"]],
    ["ANY /a", ["POST /a"], ["GET /a", "POST /a POST /a"]],
    ["GET /{proxy+}", ["GET /a"], ["GET /", "GET /a GET /a"]],
    ["GET /a", ["GET /b", "POST /a"], ["GET /a"]],
  ])("one request of %s for each part that %p cut out of it", (own, others, expected) => {
    expect([...cells(own, ...others)].sort()).toEqual([...expected].sort());
  });

  test("a thousand routes under a catch-all are told apart", () => {
    const others = Array.from({ length: 1000 }, (_, i) => `GET /area${i % 40}/resource-${i}/{id}`);
    expect(cells("$default", ...others).length).toBeGreaterThan(1000);
  });

  test("is given up where it takes more steps than are worth it", () => {
    const hard = Array.from({ length: 18 }, (_, i) => globOf(`/*${String.fromCharCode(97 + i)}`.repeat(2)));
    expect(partition(key("$default"), [() => hard])).toBeUndefined();
  });
});
