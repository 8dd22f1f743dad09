import { namesResource, valueOf } from "../../../posture/diff/place-texts";
import { web } from "../rules/support";
import { WEB, at, good } from "./models";

test("a short value is shown, a long one and a secret are not", () => {
  const shown = (name: string, value: string) =>
    valueOf("after", at(good(web({ [name]: value })), WEB), { steps: [name] } as never);
  expect([shown("name", "x"), shown("name", "x".repeat(121))]).toEqual([{ after: "x" }, {}]);
  expect(namesResource("user_pool_id") && !namesResource("name")).toBe(true);
});
