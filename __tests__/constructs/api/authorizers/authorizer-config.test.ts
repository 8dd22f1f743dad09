import { HttpApi, issuers, LambdaAuthorizer, Route, type LambdaAuthorizerProps } from "../../../../constructs";
import { expectRefusal } from "../../../support/refusal";
import { emitted } from "../../../support/synth";

function one(options: Partial<LambdaAuthorizerProps>, key = "GET /items"): ReturnType<typeof emitted> {
  return emitted((stack) => {
    const made = new HttpApi(stack, "api", { name: "notes" });
    const authorizer = new LambdaAuthorizer(stack, "keys", {
      api: made,
      name: "keys",
      packaging: "prebuilt",
      ...(options.function === undefined ? { issuers: [issuers.firebase("notes-1a2b3")] } : {}),
      ...options,
    });
    const target = { name: "backend", url: "https://backend.example.com" };
    new Route(stack, "get_items", { api: made, key, authorization: { authorizer }, target });
  });
}

test("a configuration that leaves no room in the environment is refused", () => {
  const groups = Array.from({ length: 400 }, (_, number) => `group-${number}`);
  expectRefusal(
    () => one({ issuers: [{ ...issuers.firebase("notes-1a2b3"), groups }] }),
    "authorizer-config-size",
    "3900",
  );
});
