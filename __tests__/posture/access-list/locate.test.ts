import { accessListOf, locate, type AccessList } from "../../../posture/access-list";
import { readPlan } from "../../../posture/model/read";
import { fixture } from "../fixtures";
import { compared } from "./whole";

const model = readPlan(fixture("module-style")).after;
const list = accessListOf(model);
const text = JSON.stringify(list);

/** As the module itself would write it. */
const short = JSON.parse(text.replace(/module\.[\w-]+\./g, "")) as AccessList;

test("a module's list gets the modules around its addresses, and holds", () => {
  expect(text).toContain("module.");
  expect(JSON.stringify(short)).not.toContain("module.");
  expect(locate(model, short)).toEqual(list);
  expect(compared(model, short)).toEqual([]);
  expect(compared(model, { ...short, routes: short.routes.slice(1) }).map(({ code }) => code)).toEqual([
    "access-route-undeclared",
  ]);
});

test("an address that several instances fit stays as it is, and is found nowhere", () => {
  interface Plan {
    resource_changes: object[];
    planned_values: { root_module: { child_modules: object[] } };
  }
  const again = (value: object) =>
    JSON.parse(JSON.stringify(value).replace(/module\.([\w-]+)/g, "module.$1_two")) as never;
  const plan = JSON.parse(JSON.stringify(fixture("module-style"))) as Plan;
  plan.resource_changes.push(...(again(plan.resource_changes) as object[]));
  plan.planned_values.root_module.child_modules.push(
    ...(again(plan.planned_values.root_module.child_modules) as object[]),
  );
  const two = readPlan(plan).after;
  expect(locate(two, short)).toEqual(short);
  expect(compared(two, short)).not.toEqual([]);
});
