import { emulatorEnvironment } from "../../../local/emulator/emulator";

test("the AWS emulator listens on the loopback and its functions inherit no secret", () => {
  const env = emulatorEnvironment(
    { PATH: "/bin", AWS_SECRET_ACCESS_KEY: "x", GITHUB_TOKEN: "x", HTTPS_PROXY: "x" },
    "/run",
    4567,
  );
  expect(emulatorEnvironment({}, "/run")).not.toHaveProperty("GATEWAY_PORT");
  expect(env).toMatchObject({ BIND_HOST: "127.0.0.1", GATEWAY_PORT: "4567", HOME: "/run" });
  for (const name of ["AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "HTTPS_PROXY"]) expect(env).not.toHaveProperty(name);
});
