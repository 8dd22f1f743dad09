import type { Model, Resource } from "../../model/index";

const DOCUMENT = "aws_iam_policy_document";

/**
 * Says of a policy's document whether each argument that takes it in is compared by what it allows: then what changes in
 * the document is told of there. One that nothing takes in isn't.
 */
export function documentReaders(
  model: Model,
  isCompared: (resource: Resource, path: string) => boolean,
): (document: Resource) => boolean {
  const known = new Map<string, boolean>();
  const isRead = ({ type, address }: Resource): boolean => {
    if (type !== DOCUMENT) return false;
    let found = known.get(address);
    if (found === undefined) {
      known.set(address, false);
      const readers = model.resources.flatMap((one) =>
        Object.keys((one.attributes.plain().unknown ?? {}) as object)
          .filter((name) => one.attributes.references(name).some((to) => to.address === address))
          .map((name) => ({ one, name })),
      );
      found = readers.length > 0 && readers.every(({ one, name }) => isRead(one) || isCompared(one, name));
      known.set(address, found);
    }
    return found;
  };
  return isRead;
}
