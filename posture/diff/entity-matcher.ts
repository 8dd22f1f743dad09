import type { Entity } from "../model/index";
import type { Pair } from "./pairs";

/** Leads from a thing of one side to the same thing of the other. */
export class EntityMatcher {
  private readonly after = new Map<Entity, Entity>();
  private readonly before = new Map<Entity, Entity>();
  private waiting: (readonly Pair<Entity>[])[] = [];

  add(pairs: readonly Pair<Entity>[]): void {
    this.waiting.push(pairs);
  }

  becomes(before: Entity): Entity | undefined {
    return this.find(this.after, before);
  }

  was(after: Entity): Entity | undefined {
    return this.find(this.before, after);
  }

  /** Takes in the short lists first: a plan's routes are many, and it's rarely they that are asked for. */
  private find(known: ReadonlyMap<Entity, Entity>, entity: Entity): Entity | undefined {
    let found = known.get(entity);
    if (found || this.waiting.length === 0) return found;
    const lists = this.waiting.sort((a, b) => b.length - a.length);
    for (let next = lists.pop(); next; next = lists.pop()) {
      for (const { before, after } of next) {
        if (before === undefined || after === undefined) continue;
        this.after.set(before, after);
        this.before.set(after, before);
      }
      found = known.get(entity);
      if (found) return found;
    }
    return undefined;
  }
}
