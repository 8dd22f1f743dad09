import { readSynth } from "../../../posture/model/read";
import type { Model, Resource } from "../../../posture/model";
import { compare } from "../../../posture/diff/compare";
import { stackOf } from "../rules/support";
import type { Resources } from "../rules/support";

export const good = (...changes: Resources[]): Model => readSynth(stackOf(...changes));
export const between = (before: Resources, after: Resources) => compare(good(before), good(after));
export const at = (model: Model, address: string): Resource => {
  const found = model.resource(address);
  if (!found) throw new RangeError(`there is no ${address}`);
  return found;
};
export const entity = (model: Model, address: string) => ({ address, resource: at(model, address) });
export const WEB = "aws_cognito_user_pool_client.web";
export const VAR = "${var.unset}";
