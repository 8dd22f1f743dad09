import type { Model } from "../model";
import type { Rule } from "../rules/rule";
import { compareAccess } from "./compare";
import { DIFFERENCES, differenceText, severityOf, type Difference, type DifferenceCode } from "./difference";
import type { AccessList } from "./list";

/** Holds a model to an access list: a rule for each kind of difference. The list is compared once. */
export function accessRules(list: AccessList): readonly Rule[] {
  const compared = new WeakMap<Model, readonly Difference[]>();
  const differences = (model: Model): readonly Difference[] => {
    const found = compared.get(model) ?? compareAccess(model, list);
    compared.set(model, found);
    return found;
  };
  return (Object.keys(DIFFERENCES) as DifferenceCode[]).map((code) => ({
    code,
    severity: severityOf(code),
    title: DIFFERENCES[code],
    source: "Access list: docs/access-list.md",
    check(model, report) {
      for (const difference of differences(model)) {
        if (difference.code !== code) continue;
        if (!difference.certain)
          report.unknown(difference.at, `${difference.found} (declared: ${difference.declared})`);
        else
          report({
            at: difference.at,
            message: capital(differenceText(difference)),
            remedy: "Change the configuration or the access list, so that both agree.",
          });
      }
    },
  }));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
