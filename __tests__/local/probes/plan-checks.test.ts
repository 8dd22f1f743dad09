import { onlyOnAws } from "../../../local/probes/plan-checks";
import type { Model } from "../../../posture/model";

/** As much of a model as the rows are made of. */
const state = (cors: unknown): Model =>
  ({
    routes: [{ authorization: { known: true, value: "JWT" } }],
    apis: [{ cors: { known: true, value: cors }, endpointDisabled: { known: true, value: false } }],
  }) as unknown as Model;

const callers = (model: Model) => onlyOnAws(model).map(({ caller }) => caller);

test("where pages may call, it is said that the AWS emulator hides denials from them", () => {
  const [row] = onlyOnAws(state({ origins: { items: ["https://app.example.com"] } })).filter(({ caller }) =>
    caller.includes("page"),
  );
  expect(row).toMatchObject({ proof: "only on AWS", observed: expect.stringContaining("no CORS headers on 401") });
  expect(callers(state(undefined)).filter((caller) => caller.includes("page"))).toEqual([]);
});
