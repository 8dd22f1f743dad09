import { accesses } from "../../../../posture/access/index";
import { readPlan } from "../../../../posture/model/read";
import { fixture, planned } from "../../fixtures";

/** The same value with the members of every list of that name, wherever it is, in the opposite order. */
function reversed(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => reversed(item, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === name && Array.isArray(inner) ? [...inner].reverse() : reversed(inner, name),
    ]),
  );
}

const named = (plan: unknown) =>
  accesses(readPlan(plan).after).map(({ address, clients }) => [address, clients.map((client) => client.address)]);

it("names the clients of a route in one order, whatever ids AWS gave them", () => {
  const plan = fixture("changes/api");
  const several = accesses(planned("changes/api")).filter(({ clients }) => clients.length > 1);
  expect(several.length).toBeGreaterThan(0);
  expect(named(reversed(plan, "audience"))).toEqual(named(plan));
});
