import { known, some, valueOr, type Answer, type Model, type Resource } from "../model";
import { decide, type IamQuestion } from "./evaluate";
import { operatorOf } from "./operator";
import { withOwnArn } from "./own-arn";
import { resourcePolicyOf } from "./resource-policies";
import { ALL, type Condition, type Policies } from "./statement";

/** What VPC endpoints let through: `false` of those whose policies refuse, whether others lead there or not. */
export interface ThroughEndpoints {
  readonly answer: Answer;
  /** The endpoints whose policies say so, or leave it open. */
  readonly endpoints: readonly Resource[];
}

/**
 * Do the policies of a service's VPC endpoints in this input let a request through? Undefined where none of them has a
 * policy: an endpoint without one lets everything through. They give nobody a right, they only limit.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-endpoint-policies.html
 * @param service the end of the service's name: `execute-api`
 * @param own the policy of what is called, which may let in what comes through these endpoints and no other
 */
export function throughEndpoints(
  model: Model,
  service: string,
  ask: IamQuestion,
  own: Policies,
): ThroughEndpoints | undefined {
  const all = model.ofType("aws_vpc_endpoint").filter(({ attributes }) => {
    const name = attributes.text("service_name");
    return !name.known || name.value?.endsWith(`.${service}`) === true;
  });
  const limits = all.map((endpoint) => ({ endpoint, policy: resourcePolicyOf(model, endpoint) }));
  if (limits.every(({ policy }) => policy.statements.length + policy.unread.length === 0)) return undefined;
  const told = limits.map(({ endpoint, policy }) => ({ endpoint, answer: letsThrough(model, policy, ask) }));
  const answer = some(told.map((one) => one.answer));
  const endpoints = told.filter((one) => one.answer === answer).map(({ endpoint }) => endpoint);
  return { answer: answer === false && !namesOnly(own, endpoints) ? "unknown" : answer, endpoints };
}

/** Every action on everything: what a policy that only limits is held against. */
const EVERYTHING: Policies = {
  statements: [
    {
      at: { address: "everything" },
      effect: known("Allow"),
      actions: ALL,
      resources: ALL,
      conditions: { items: [], missing: [] },
      variables: false,
    },
  ],
  unread: [],
};

function letsThrough(model: Model, limit: Policies, ask: IamQuestion): Answer {
  if (limit.statements.length + limit.unread.length === 0) return true;
  const asked = typeof ask.resource === "string" ? [ask.resource] : ask.resource;
  const resourcePolicy = withOwnArn(model, limit, asked);
  return decide({ ...ask, asked, own: EVERYTHING, resourcePolicy, resourceDecides: true }).some;
}

/** Does a policy let in nothing but what comes through these endpoints? Then it doesn't matter whether there are others. */
function namesOnly({ statements, unread }: Policies, endpoints: readonly Resource[]): boolean {
  if (unread.length > 0) return false;
  const ids = endpoints.flatMap(({ attributes }) => valueOr(attributes.text("id"), undefined) ?? []);
  const addresses = endpoints.map(({ address }) => address);
  const only = ({ key, values, references = [], operator }: Condition, negated: boolean): boolean => {
    const test = operatorOf(operator);
    const named = values.items.length + references.length > 0 && (values.missing.length === 0 || references.length > 0);
    return (
      key.toLowerCase() === "aws:sourcevpce" &&
      test?.negated === negated &&
      (negated || !test.ifExists) &&
      named &&
      values.items.every((id) => ids.includes(id)) &&
      references.every((address) => addresses.includes(address))
    );
  };
  const of = (effect: string) => statements.filter((one) => valueOr(one.effect, effect) === effect);
  const refuses = of("Deny").some(({ effect, conditions, resources, principals }) => {
    const whole = resources.list.items.some((text) => /^(?:\*|execute-api:\/\*|arn:.*\/\*)$/.test(text));
    const [first, ...more] = conditions.items;
    const everybody = principals?.list.items.some(({ kind }) => kind === "everyone") === true;
    return effect.known && whole && everybody && first !== undefined && more.length === 0 && only(first, true);
  });
  return refuses || of("Allow").every(({ conditions }) => conditions.items.some((one) => only(one, false)));
}
