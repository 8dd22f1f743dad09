import { ScopeCatalogue, type ScopeCatalogueProps } from "../../../../constructs/identity/clients/scope-catalogue";
import { POOL } from "../../../support/identity";
import { expectRefusal } from "../../../support/expect-error";
import { emitted, testStack } from "../../../support/synth";
import { addresses, resource } from "../../../support/terraform-json";

const PROPS: ScopeCatalogueProps<"read" | "write"> = {
  pool: POOL,
  identifier: "https://api.example.com",
  name: "notes-api",
  scopes: { write: "Write access", read: "Read access" },
};

test("the resource server declares every scope, in the order of the names", () => {
  const json = emitted((stack) => new ScopeCatalogue(stack, "scopes", PROPS));
  expect(resource(json, "aws_cognito_resource_server.scopes")).toMatchObject({
    user_pool_id: POOL.poolId,
    identifier: "https://api.example.com",
    name: "notes-api",
    scope: [
      { scope_name: "read", scope_description: "Read access" },
      { scope_name: "write", scope_description: "Write access" },
    ],
  });
});

test("managed elsewhere, nothing is emitted and scopes are plain text", () => {
  let full: string | undefined;
  const json = emitted(
    (stack) => (full = new ScopeCatalogue(stack, "scopes", { ...PROPS, managed: false }).scope("read")),
  );
  expect(addresses(json)).toEqual([]);
  expect(full).toBe("https://api.example.com/read");
});

test("names are sorted", () =>
  expect(new ScopeCatalogue(testStack(), "scopes", PROPS).names).toEqual(["read", "write"]));

test.each([
  ["raed", 'Did you mean "read"?'],
  ["admin", "use one of read, write"],
])("%s isn't declared", (name, hint) => {
  const catalogue = new ScopeCatalogue<string>(testStack(), "scopes", PROPS);
  expectRefusal(() => catalogue.scope(name), "scope-unknown", "auth-api/scopes", `"${name}"`, hint);
});

test("what is wrong with a scope is told of the prop as it is written here, too", () => {
  const made = () =>
    new ScopeCatalogue<string>(testStack(), "scopes", { ...PROPS, scopes: { "a b": "Read", read: "" } });
  expect(made).toThrow(/^\[scope-name\] scopes\["a b"\] .*\n\n\[scope-name\] scopes\.read /);
});
