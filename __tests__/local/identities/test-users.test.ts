import { createTestUsers, randomPassword } from "../../../local/identities/test-users";
import type { Applied } from "../../../local/terraform/applied";
import { serving } from "../serving";

const applied = (more: Partial<Applied> = {}) =>
  ({
    poolId: "p",
    webClients: [{}],
    groups: ["Admin Team", "user"],
    emailSignIn: true,
    customAttributes: [],
    ...more,
  }) as unknown as Applied;

test("passwords satisfy every class, are long and never repeat", () => {
  const passwords = Array.from({ length: 50 }, randomPassword);
  expect(new Set(passwords).size).toBe(50);
  for (const password of passwords) expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*!).{26,}$/);
});

test("a confirmed user for each group, the highest first, with the attributes that claims are made from", async () => {
  const { asked, url } = await serving(() => ({ status: 200, body: "{}" }));
  const customAttributes = [
    { name: "plan", type: "String" },
    { name: "level", type: "Number" },
    { name: "born", type: "DateTime" },
  ];
  const people = await createTestUsers(url, "eu-central-1", applied({ customAttributes } as Partial<Applied>));
  expect(people.map(({ username, group }) => [username, group])).toEqual([
    ["local-admin-team@example.com", "Admin Team"],
    ["local-user@example.com", "user"],
  ]);
  const calls = asked.map(({ headers }) => String(headers["x-amz-target"]).split(".")[1]);
  expect(calls.slice(0, 3)).toEqual(["AdminCreateUser", "AdminSetUserPassword", "AdminAddUserToGroup"]);
  expect(JSON.parse(asked[0]?.body ?? "")).toMatchObject({
    UserPoolId: "p",
    UserAttributes: [
      { Name: "email", Value: "local-admin-team@example.com" },
      { Name: "email_verified", Value: "true" },
      { Name: "custom:plan", Value: "sample" },
      { Name: "custom:level", Value: "1" },
    ],
  });
  expect(JSON.parse(asked[1]?.body ?? "")).toMatchObject({ Password: people[0]?.password, Permanent: true });
});

test("where there are no groups one user, and nobody where nobody could sign in", async () => {
  const { url } = await serving(() => ({ status: 200, body: "{}" }));
  expect(await createTestUsers(url, "a", applied({ groups: [], emailSignIn: false }))).toMatchObject([
    { username: "local-user", group: undefined },
  ]);
  expect(await createTestUsers(url, "a", applied({ webClients: [] }))).toEqual([]);
});

test("what Cognito refuses is told with its answer", async () => {
  const { url } = await serving(() => ({ status: 400, body: "no such pool" }));
  await expect(createTestUsers(url, "a", applied())).rejects.toMatchObject({
    code: "emulator",
    message: "Cognito's AdminCreateUser answered 400: no such pool",
  });
});
