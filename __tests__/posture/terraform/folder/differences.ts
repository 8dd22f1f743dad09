import type { Model, Resource } from "../../../../posture/index";

/** Where a folder that was read says something else of an argument than Terraform's plan of it, and how many both know. */
export function differences(read: Model, planned: Model): { wrong: readonly object[]; compared: number } {
  const wrong: object[] = [];
  let compared = 0;
  for (const resource of read.resources) {
    const there = planned.resource(resource.address);
    if (!there) continue;
    for (const [name, value] of argumentsOf(resource)) {
      const other = there.attributes.value(name);
      if (!other.known) continue;
      compared++;
      if (!holds(value, other.value)) wrong.push({ address: resource.address, name, value, planned: other.value });
    }
  }
  return { wrong, compared };
}

/** The arguments that are known as a whole. */
function argumentsOf({ attributes }: Resource): [string, unknown][] {
  const whole = attributes as unknown as { whole(): Record<string, unknown> };
  return Object.keys(whole.whole()).flatMap((name): [string, unknown][] => {
    const value = attributes.value(name);
    return value.known && value.value !== undefined ? [[name, value.value]] : [];
  });
}

/** A configuration leaves out what the provider fills in, writes sets in any order and numbers as texts. */
function holds(written: unknown, planned: unknown): boolean {
  if (Array.isArray(planned)) {
    const items = Array.isArray(written) ? written : [written];
    return items.length === planned.length && items.every((item) => planned.some((other) => holds(item, other)));
  }
  if (Array.isArray(written)) return written.length === 1 ? holds(written[0], planned) : written.length === 0;
  if (typeof written === "object" && written !== null)
    return (
      (typeof planned === "object" && planned !== null ? true : Object.keys(written).length === 0) &&
      Object.entries(written).every(
        ([name, value]) => value === null || holds(value, (planned as Record<string, unknown>)[name]),
      )
    );
  // The provider writes policies anew.
  const [own, other] = [jsonIn(written), jsonIn(planned)];
  if (own !== undefined && other !== undefined) return holds(own, other);
  return written === null || String(written) === String(planned) || (String(written) === "" && planned === null);
}

function jsonIn(text: unknown): unknown {
  try {
    return typeof text === "string" && /^\s*[{[]/.test(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
