import { synthChanges } from "../support";

type Body = Record<string, unknown>;
const both = (type: string, before: Body, after: Body) =>
  [
    synthChanges({ [type]: { x: before } }, { [type]: { x: after } }),
    synthChanges({ [type]: { x: after } }, { [type]: { x: before } }),
  ].map((list) => list.map(({ kind, summary }) => `${kind}: ${summary}`));

describe("a map that isn't known", () => {
  test("is unknown as a whole, with no keys of its own", () => {
    const open = ["unknown: attributes of aws_cognito_user.x may have changed: var.unset is not declared."];
    expect(both("aws_cognito_user", { username: "bob" }, { username: "bob", attributes: "${var.unset}" })).toEqual([
      open,
      open,
    ]);
    const roles = both("aws_cognito_identity_pool_roles_attachment", { roles: {} }, { roles: "${var.unset}" });
    expect(roles.flat().filter((text) => /roles\.0/.test(text))).toEqual([]);
    expect(roles.flat()).toContain(
      "unknown: roles of aws_cognito_identity_pool_roles_attachment.x may have changed: var.unset is not declared.",
    );
  });

  test("has each of its keys that one side writes", () => {
    expect(
      both(
        "aws_cognito_user",
        { username: "bob", attributes: { email: "a@b" } },
        { username: "bob", attributes: { email: "${var.unset}" } },
      ),
    ).toEqual([
      ["unknown: attributes.email of aws_cognito_user.x may have changed: var.unset is not declared."],
      ["unknown: attributes.email of aws_cognito_user.x may have changed: var.unset is not declared."],
    ]);
  });
});
