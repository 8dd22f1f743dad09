import type { Entity, Resource } from "../../model/index";
import type { ChangeReport } from "../change";

/** Findings of one cause, put together: several holders of one policy make one sentence. */
export class GroupedChanges {
  private readonly found = new Map<
    string,
    { readonly report: Omit<ChangeReport, "summary">; readonly subjects: Set<string>; readonly rest: string }
  >();
  /** Resources that something was said of. */
  readonly addresses = new Set<string>();
  /** Policies and attachments of holders whose other policies can't be read, so that only the text can be compared. */
  readonly open = new Set<string>();
  /** Policies and attachments of a holder that comes or goes with them. */
  readonly withHolder = new Set<string>();

  /** `rest`: what follows after the subjects, `is now allowed s3:* on *`. */
  say(report: Omit<ChangeReport, "summary">, subject: string, rest: string): void {
    const key = `${report.code} ${report.kind} ${report.at.address} ${rest}`;
    const known = this.found.get(key);
    if (known) known.subjects.add(subject);
    else this.found.set(key, { report, subjects: new Set([subject]), rest });
    this.addresses.add(report.at.address);
  }

  all(): readonly ChangeReport[] {
    return [...this.found.values()].map(({ report, subjects, rest }) => {
      const names = [...subjects];
      const last = names.length > 1 ? ` and ${String(names.pop())}` : "";
      const several = last === "" ? rest : rest.replace(/^is /, "are ").replace(/^was /, "were ");
      const sentence = `${names.join(", ")}${last} ${several}`;
      return { ...report, summary: sentence.charAt(0).toUpperCase() + sentence.slice(1) };
    });
  }
}

export function entityOf(resource: Resource): Entity {
  const { address, constructPath } = resource;
  return { address, resource, ...(constructPath !== undefined && { constructPath }) };
}
