import { MachineClient, type MachineClientProps } from "../../../../constructs/identity/clients/machine-client";
import { POOL, scopeCatalogue } from "../../../support/identity";
import { expectRefusal } from "../../../support/expect-error";
import { emitted } from "../../../support/synth";
import { addresses, resource, type Terraform } from "../../../support/terraform-json";

type Props = MachineClientProps<"read" | "write">;

const made = (props: Partial<Props> = {}): Terraform =>
  emitted((stack) => {
    const catalogue = scopeCatalogue(stack);
    new MachineClient(stack, "machine", { pool: POOL, catalogue, name: "notes-machine", scopes: ["read"], ...props });
  });
const client = (props?: Partial<Props>) => resource(made(props), "aws_cognito_user_pool_client.machine");

test("client credentials are its only way, with a secret and scopes of the catalogue", () => {
  expect(client({ scopes: ["read", "write"] })).toMatchObject({
    user_pool_id: POOL.poolId,
    name: "notes-machine",
    generate_secret: true,
    allowed_oauth_flows: ["client_credentials"],
    allowed_oauth_flows_user_pool_client: true,
    allowed_oauth_scopes: ["api/read", "api/write"],
  });
});

test("its tokens live an hour, said with units; it can be revoked and says nothing about users", () => {
  expect(client()).toMatchObject({
    access_token_validity: 60,
    token_validity_units: [{ access_token: "minutes" }],
    enable_token_revocation: true,
    prevent_user_existence_errors: "ENABLED",
  });
  expect(client({ accessTokenMinutes: 5 })).toMatchObject({ access_token_validity: 5 });
});

test("who holds the secret can't sign in as a user", () => {
  const { explicit_auth_flows } = client();
  // An empty list counts as left out, and Cognito then allows password flows.
  expect(explicit_auth_flows).toEqual(["ALLOW_REFRESH_TOKEN_AUTH"]);
});

test("a scope that isn't in the catalogue is refused where types didn't", () =>
  expectRefusal(() => made({ scopes: ["raed" as "read"] }), "scope-unknown", '"read"'));

describe("Secrets Manager", () => {
  test("gets nothing unless asked", () => expect(addresses(made())).toEqual(["aws_cognito_user_pool_client.machine"]));

  test("holds id and secret as JSON", () => {
    const json = made({ secretsManager: { name: "notes/machine" }, tags: { team: "identity" } });
    expect(resource(json, "aws_secretsmanager_secret.machine")).toMatchObject({
      name: "notes/machine",
      recovery_window_in_days: 30,
      tags: { team: "identity" },
    });
    expect(resource(json, "aws_secretsmanager_secret_version.machine")).toMatchObject({
      secret_id: "${aws_secretsmanager_secret.machine.id}",
      secret_string:
        '${jsonencode({"client_id" = aws_cognito_user_pool_client.machine.id, ' +
        '"client_secret" = aws_cognito_user_pool_client.machine.client_secret})}',
    });
  });

  test("takes a key and a recovery window", () => {
    const json = made({ secretsManager: { name: "a", kmsKeyId: "alias/notes", recoveryWindowInDays: 0 } });
    expect(resource(json, "aws_secretsmanager_secret.machine")).toMatchObject({
      kms_key_id: "alias/notes",
      recovery_window_in_days: 0,
    });
  });
});
