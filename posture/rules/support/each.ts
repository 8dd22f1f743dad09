import type { Entity, Model } from "../../model";
import type { Report, Reporter, Rule, Subject } from "../rule";

/** The lists of a model that hold one sort of thing. */
type Things = {
  readonly [Key in keyof Model as Model[Key] extends readonly Entity[] ? Key : never]: Model[Key];
};

/** How a rule speaks that looks at one thing after another: a report is about the thing, unless it names another subject. */
export type EachReporter = ((report: Omit<Report, "at"> & { readonly at?: Subject }) => void) &
  Pick<Reporter, "unknown">;

type Look<T> = (thing: T, report: EachReporter, model: Model) => void;

/** The check of a rule that looks at things of one sort by themselves: those of a list of the model, or of another. */
export function each<Key extends keyof Things>(list: Key, look: Look<Things[Key][number]>): Rule["check"];
export function each<T extends Subject>(list: (model: Model) => Iterable<T>, look: Look<T>): Rule["check"];
export function each(list: keyof Things | ((model: Model) => Iterable<Subject>), look: Look<never>): Rule["check"] {
  return (model, report) => {
    for (const thing of typeof list === "function" ? list(model) : model[list]) {
      const about: EachReporter = Object.assign(
        (given: Parameters<EachReporter>[0]) => report({ at: thing, ...given }),
        { unknown: report.unknown },
      );
      look(thing as never, about, model);
    }
  };
}
