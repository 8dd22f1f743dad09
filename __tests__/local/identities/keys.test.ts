import { readKeys } from "../../../local/identities/keys";
import type { Applied } from "../../../local/terraform/applied";
import { ISSUER } from "../support";
import { serving } from "../serving";

const applied = { issuers: [{ issuer: ISSUER, poolId: "us-east-1_abc" }] } as unknown as Applied;

test("each pool's keys are read once, and none of another issuer", async () => {
  const { asked, url } = await serving(() => ({ status: 200, body: '{"keys":[1]}' }));
  const keys = await readKeys(url, applied);
  expect([keys(ISSUER), keys("https://other.example")]).toEqual([{ keys: [1] }, undefined]);
  expect(asked.map(({ path }) => path)).toEqual(["/us-east-1_abc/.well-known/jwks.json"]);
});

test.each([
  { status: 404, body: "{}" },
  { status: 200, body: "<html>" },
])("an answer without keys ends the run: %j", async (answer) => {
  const { url } = await serving(() => answer);
  await expect(readKeys(url, applied)).rejects.toMatchObject({
    code: "emulator",
    message: expect.stringContaining("us-east-1_abc") as string,
  });
});
