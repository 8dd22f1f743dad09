import { Fn, Token } from "cdktf";

/** A function as a permission names it. */
export interface LambdaName {
  readonly functionName: string;
  /** The alias or version; undefined for the function itself. */
  readonly qualifier: string | undefined;
}

/** `arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME`, and after it perhaps an alias or a version. */
const PARTS = 7;

/**
 * Takes an alias or version off a function's ARN: left on it, a permission is replaced by every apply, and there is a moment without any
 * (terraform-provider-aws issue 38558).
 */
export function lambdaName(arn: string): LambdaName {
  if (Token.isUnresolved(arn)) {
    const parts = Fn.split(":", arn);
    return {
      functionName: Token.asString(Fn.join(":", Fn.slice(parts, 0, PARTS))),
      // The one that is left, or null.
      qualifier: Token.asString(Fn.one(Fn.slice(parts, PARTS, Fn.lengthOf(parts)))),
    };
  }
  const parts = arn.split(":");
  return { functionName: parts.slice(0, PARTS).join(":"), qualifier: parts[PARTS] };
}
