import { readEvent } from "../../../local/terraform/apply";

test("Terraform's events: the summary, errors, and lines that are none", () => {
  expect(
    readEvent(`{"type":"change_summary","@message":"x","changes":{"add":2,"change":0,"remove":1,"operation":"apply"}}`)
      ?.counts,
  ).toEqual({ add: 2, change: 0, destroy: 1 });
  expect(readEvent(`{"@level":"error","@message":"Error","diagnostic":{"summary":"no","detail":"why"}}`)?.error).toBe(
    "no: why",
  );
  expect(readEvent("not JSON")).toBeUndefined();
});
