import { Denied } from "../../../functions/bff/denied";

test("the same denial with more options keeps those it has", () => {
  const denied = new Denied(401, "session_expired", { cookies: ["a="], cause: { service: "cognito" } });
  const more = denied.with({ redirectTo: "/" });
  expect(more).toMatchObject({ name: "Denied", status: 401, code: "session_expired", message: "session_expired" });
  expect(more.options).toEqual({ cookies: ["a="], cause: { service: "cognito" }, redirectTo: "/" });
  expect(denied.options).not.toHaveProperty("redirectTo");
});
