import type { ServiceModel, Shape } from "./models";
import { RELIED_ON, type Service } from "./relied-on";

/** What of botocore's models is kept here: names and limits, none of the text. */
export interface Digest {
  readonly botocore: string;
  /** Services whose names begin like one that matters. */
  readonly services: readonly string[];
  readonly models: Readonly<Record<string, ModelDigest>>;
}

export interface ModelDigest {
  readonly operations: readonly string[];
  /** Each shape that is relied on, in one line: `Name! SomeShape, Other OtherShape`, `string 1..128`, `A | B`. */
  readonly shapes: Readonly<Record<string, string>>;
}

/** @throws Error when a model lacks a shape that is relied on: look at what took its place, then change `relied-on.ts` */
export function digestOf(botocore: string, models: ReadonlyMap<string, ServiceModel>): Digest {
  return {
    botocore,
    services: [...models.keys()].sort(),
    models: Object.fromEntries(
      (Object.keys(RELIED_ON) as Service[]).map((service) => {
        const model = models.get(service);
        if (model === undefined) throw new Error(`botocore ${botocore} has no model of ${service}.`);
        return [service, digestModel(model, RELIED_ON[service])];
      }),
    ),
  };
}

/** The operations of a service, and every shape that its roots hold. A root that is gone is left out, and so told as gone. */
export function digestModel({ operations, shapes }: ServiceModel, roots: readonly string[]): ModelDigest {
  const found = new Map<string, string>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const shape = shapes[name];
    if (found.has(name) || shape === undefined) continue;
    found.set(name, line(shape));
    open.push(...within(shape));
  }
  return {
    operations: Object.keys(operations).sort(),
    shapes: Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function within({ members = {}, member, key, value }: Shape): readonly string[] {
  const inner = [...Object.values(members), member, key, value];
  return inner.flatMap((one) => (one === undefined ? [] : [one.shape]));
}

function line(shape: Shape): string {
  const { type, members, required = [], member, key, value } = shape;
  if (members !== undefined)
    return Object.entries(members)
      .map(([name, inner]) => `${name}${required.includes(name) ? "!" : ""} ${inner.shape}`)
      .sort()
      .join(", ");
  if (shape.enum !== undefined) return shape.enum.join(" | ");
  const of = member?.shape ?? (key && value ? `${key.shape}: ${value.shape}` : undefined);
  const bounds = shape.min === undefined && shape.max === undefined ? "" : ` ${shape.min ?? ""}..${shape.max ?? ""}`;
  const pattern = shape.pattern === undefined ? "" : ` /${shape.pattern}/`;
  return `${type}${of === undefined ? "" : `<${of}>`}${bounds}${pattern}`;
}
