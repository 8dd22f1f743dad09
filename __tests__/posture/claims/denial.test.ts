import { Denial, denialOf } from "../../../posture/claims";

const SECRET = "claim-of-a-user";

test("a denial stays itself; of anything else only its kind is kept, because its message may quote a claim", () => {
  const denial = new Denial("scope", { claim: "scope" });
  expect(denialOf(denial)).toBe(denial);
  expect(denialOf(new TypeError(SECRET))).toMatchObject({ reason: "internal", detail: "TypeError" });
  expect(denialOf(SECRET)).toMatchObject({ reason: "internal", detail: undefined });
  expect(JSON.stringify([denialOf(new TypeError(SECRET)), denialOf(SECRET)])).not.toContain(SECRET);
});
