import { websocketConnectOpen } from "../../../../posture/rules/route/websocket-connect-open";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { socket } from "../other-routes";

holds(websocketConnectOpen, {
  fires: {
    "no $connect at all": [
      socket({ route_key: "send" }),
      [{ at: "aws_apigatewayv2_api.socket", says: ["has no $connect route"] }],
    ],
    "an open $connect": [socket({}), [{ at: "aws_apigatewayv2_route.connect" }]],
  },
  silent: {
    "a good stack": goodStack(),
    "a signed one": socket({ authorization_type: "AWS_IAM" }),
  },
});

describe("websocket-connect-open", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(websocketConnectOpen, "vulnerable")).toEqual(["aws_apigatewayv2_route.connect"]);
    for (const { kind, message } of await goat(websocketConnectOpen, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(websocketConnectOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
      "anyone connect",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(websocketConnectOpen, "fixed")).toEqual([]);
  });
});
