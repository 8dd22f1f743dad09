import type { RotatingMachineClientOptions } from "../../../../constructs";
import { identity, only, refusal } from "../synth";

type Options = Partial<RotatingMachineClientOptions<"read" | "write">>;
const rotating = (options: Options) =>
  identity({ rotatingMachineClients: { reports: { current: "2026a", scopes: ["read"], ...options } } });
const id = (name: string) => `\${aws_cognito_user_pool_client.${name}.id}`;

describe("a machine client that rotates", () => {
  /** The steps of a rotation, in their order. */
  const steps: Options[] = [
    { current: "2026a" },
    { current: "2026a", previous: "2026b" },
    { current: "2026b", previous: "2026a" },
    { current: "2026b" },
  ];
  const emitted = steps.map(rotating);

  test("has its live generations in the audience at every step", () => {
    expect(emitted.map(({ clientIds }) => clientIds)).toEqual([
      [id("web"), id("reports_2026a")],
      [id("web"), id("reports_2026a"), id("reports_2026b")],
      [id("web"), id("reports_2026a"), id("reports_2026b")],
      [id("web"), id("reports_2026b")],
    ]);
  });

  test("names a live client in the secret at every step, and each change of it finds both live", () => {
    const named = emitted.map(
      ({ resource }) =>
        /reports_2026[ab]/.exec(String(only(resource("aws_secretsmanager_secret_version"))["secret_string"]))?.[0],
    );
    expect(named).toEqual(["reports_2026a", "reports_2026a", "reports_2026b", "reports_2026b"]);
    for (const [step, { clientIds }] of emitted.entries()) expect(clientIds).toContain(id(String(named[step])));
  });

  test("changes neither a client nor the secret's place while it lives", () => {
    const clients = emitted.map(({ resource }) => resource("aws_cognito_user_pool_client"));
    expect(clients[1]?.["reports_2026a"]).toEqual(clients[0]?.["reports_2026a"]);
    expect(clients[2]).toEqual(clients[1]);
    expect(clients[3]?.["reports_2026b"]).toEqual(clients[2]?.["reports_2026b"]);
    const secrets = emitted.map(({ resource }) => resource("aws_secretsmanager_secret"));
    expect(secrets[0]).toEqual({ reports: expect.objectContaining({ name: "notes-reports" }) });
    for (const secret of secrets) expect(secret).toEqual(secrets[0]);
  });

  test("is for client credentials only, in every generation", () => {
    for (const [name, client] of Object.entries(emitted[1]?.resource("aws_cognito_user_pool_client") ?? {})) {
      if (name === "web") continue;
      expect(client).toMatchObject({
        allowed_oauth_flows: ["client_credentials"],
        generate_secret: true,
        name: name.replace("reports_", "notes-reports-"),
        allowed_oauth_scopes: ["${aws_cognito_resource_server.scopes.identifier}/read"],
      });
    }
  });

  test("never leaves the secret without a value", () => {
    expect(only(emitted[0]?.resource("aws_secretsmanager_secret_version") ?? {})["lifecycle"]).toEqual({
      create_before_destroy: true,
    });
  });

  test.each<Options>([{ previous: "2026a" }, { current: "2026-a" }, { current: "2026 a" }, { previous: "Next" }])(
    "refuses %j",
    (options) => {
      expect(
        refusal({ rotatingMachineClients: { reports: { current: "2026a", scopes: ["read"], ...options } } }).code,
      ).toBe("rotation-generation");
    },
  );
});
