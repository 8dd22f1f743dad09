import { documentReaders } from "../../../../posture/diff/policies/read-documents";
import type { Model, Resource } from "../../../../posture/model";

describe("read-documents", () => {
  test("a document counts as compared where each policy that takes it in is", () => {
    const part = (type: string, address: string, reads: Readonly<Record<string, string>>) => {
      const references = (name: string) => (name in reads ? [{ address: reads[name], attribute: ["json"] }] : []);
      const open = Object.fromEntries(Object.keys(reads).map((name) => [name, true]));
      return { type, address, attributes: { plain: () => ({ unknown: open }), references } } as unknown as Resource;
    };
    const inner = part("aws_iam_policy_document", "data.inner", {});
    const outer = part("aws_iam_policy_document", "data.outer", { source_policy_documents: "data.inner" });
    const policy = part("aws_iam_role_policy", "p", { policy: "data.outer" });
    const isRead = (resources: readonly Resource[], compared: boolean) =>
      documentReaders({ resources } as unknown as Model, () => compared)(inner);
    expect(isRead([inner, outer, policy], true)).toBe(true);
    expect(isRead([inner, outer, policy], false)).toBe(false);
    expect(isRead([inner], true)).toBe(false);
    expect(documentReaders({ resources: [] } as unknown as Model, () => true)(policy)).toBe(false);
  });
});
