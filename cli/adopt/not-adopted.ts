/**
 * What isn't taken over, each with the reason: routes, clients, groups and so on by their addresses, and by a word what belongs to an API as a
 * whole. Found out step by step, because one refusal may lead to others.
 */
export class NotAdopted {
  private readonly reasons = new Map<string, string>();

  /** @returns whether it is new */
  add(what: string, why: string): boolean {
    if (this.reasons.has(what)) return false;
    this.reasons.set(what, why);
    return true;
  }

  has(what: string): boolean {
    return this.reasons.has(what);
  }

  why(what: string): string | undefined {
    return this.reasons.get(what);
  }
}

/** Parts of an API that go together. */
export type ApiPart = "identity" | "cors" | "log-format" | "domain" | "tags";

export const partKey = (api: string, name: ApiPart): string => `${api} ${name}`;
