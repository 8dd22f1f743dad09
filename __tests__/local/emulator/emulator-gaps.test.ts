import { PLAN_GAPS } from "../../../local/emulator/emulator-gaps";
import { classifySecondPlan } from "../../../local/terraform/plan-changes";

const change = (type: string, before: unknown, after: unknown, actions = ["update"], after_unknown: unknown = {}) => ({
  address: `${type}.one`,
  type,
  change: { actions, before, after, after_unknown },
});

const sort = (...resource_changes: unknown[]) => classifySecondPlan({ resource_changes });

const AUTHORIZER = "aws_apigatewayv2_authorizer";

const [JWT, REQUEST] = [{ authorizer_type: "JWT" }, { authorizer_type: "REQUEST" }];

const DEFECTS = [
  [
    { ...JWT, authorizer_payload_format_version: "2.0" },
    { ...JWT, authorizer_payload_format_version: "" },
  ],
  [
    { ...REQUEST, jwt_configuration: [{ audience: [], issuer: "" }] },
    { ...REQUEST, jwt_configuration: [] },
  ],
] as const;

test("every known defect is excused, with its reason and where to look instead", () => {
  const excused = DEFECTS.map(([before, after]) => sort(change(AUTHORIZER, before, after)));
  expect(excused.map(({ changes }) => changes)).toEqual(DEFECTS.map(() => []));
  expect(excused.map(({ emulatorDefects }) => emulatorDefects[0]?.reason)).toEqual(
    PLAN_GAPS.map((defect) => defect.reason),
  );
  for (const { emulatorDefects } of excused) expect(emulatorDefects[0]?.checkedInstead).toBeTruthy();
});
