import type { Statement } from "../../iam/index";
import type { Resource } from "../../model/index";
import type { Comparison } from "../comparison";
import type { HolderSide } from "./holders";
import { partnerOf } from "./names";

/** What brings it about that somebody may do more, or less: which resource, and what became of it. */
export interface Cause {
  readonly code: string;
  readonly resource: Resource;
}

const ATTACHING = /_attachment$|_exclusive$|_membership$/;

/** The codes for what makes the permissions of one side: a policy or attachment that only it has, or another text. */
const CODES = {
  after: { attached: "iam-policy-attached", whole: "iam-policy-added", text: "iam-policy-widened" },
  before: { attached: "iam-policy-detached", whole: "iam-policy-removed", text: "iam-policy-narrowed" },
} as const;

/**
 * Why a statement counts on one side (`on`) and not, or not like that, on the other: the outermost resource that gives
 * it to its holder on this side only, or else the policy, whose text differs.
 */
export function causeOf(
  comparison: Comparison,
  statement: Statement,
  on: "before" | "after",
  sides: { readonly own: HolderSide; readonly other: HolderSide | undefined },
): Cause | undefined {
  const chain = statement.through ?? [];
  const had = new Set(
    (sides.other?.layers ?? []).flatMap(({ statements }) =>
      statements.flatMap(({ through = [] }) => through.map(({ address }) => address)),
    ),
  );
  const isNew = (one: Resource) => {
    const partner = partnerOf(comparison, one, on);
    return !partner || !had.has(partner.address);
  };
  const codes = CODES[on];
  const outermost = chain.find((one) => isNew(one));
  const last = chain.at(-1) ?? sides.own.entity?.resource;
  if (outermost) {
    const attaches = ATTACHING.test(outermost.type) || !partsWith(outermost);
    return { code: attaches ? codes.attached : codes.whole, resource: outermost };
  }
  if (!last) return undefined;
  // One of AWS's own policies, which an argument of the holder or an attachment names.
  if (!statement.at.resource) return { code: codes.attached, resource: last };
  return { code: codes.text, resource: last };
}

/** Does the resource hold a policy's text, so that it is a policy itself? */
const partsWith = ({ type }: Resource): boolean => /_policy$/.test(type);
