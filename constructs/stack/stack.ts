import { App, DISABLE_STACK_TRACE_IN_METADATA, TerraformBackend, TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { AccessList } from "../../posture/access-list";
import { withAcknowledgements } from "../../posture/rules/acknowledge";
import { accessListOf } from "./access-list";
import { withAccessList, writingAccessList } from "./access-output";
import { addressesBelow, addressName } from "./addresses";
import { acknowledgedIn, evaluateStack } from "./rule-report";
import { emitReleaseMoves } from "./state-blocks";

/** The AWS provider versions that the emitted resources are valid for: everything used here exists in 5.100 and is unchanged before 7. */
export const AWS_PROVIDER_RANGE = ">= 5.100.0, < 7.0.0";

/** The oldest Terraform and OpenTofu that read what is emitted (`moved`, `import` and `check` blocks). */
export const TERRAFORM_RANGE = ">= 1.5.7";

/** Terraform JSON, as `cdk.tf.json` holds it. */
type EmittedStack = Record<string, unknown>;

/**
 * A stack whose Terraform addresses are readable and stable, and which judges what it emits before anything is written.
 *
 * - Addresses follow the construct path and carry no hash; two constructs that end in one address are an error (cdktf would merge
 *   them silently).
 * - `required_providers` names a range of AWS providers instead of the bindings' exact version.
 * - The rules of `posture/rules` look at everything that is emitted, also at raw resources beside this library's. An error stops synth, and
 *   all of them are printed at once; the last good output stays. `acknowledge` accepts a finding with a reason, which
 *   the output's top-level comment repeats for reviewers: Terraform ignores it, `posture check` reads it.
 * - What the constructs' props declare of access is written to `access.json` and given as the output `access_list`; the
 *   emitted JSON is held to it, overrides and raw resources included.
 * - A backend is emitted only when the stack is given one. (cdktf's implied local backend writes this machine's path into the output.)
 */
export class ApiStack extends TerraformStack {
  private evaluated: EmittedStack | undefined;
  private accessList: AccessList | undefined;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    // An annotation's stack trace would write this machine's paths into the manifest.
    this.node.setContext(DISABLE_STACK_TRACE_IN_METADATA, true);
    this.addOverride("terraform.required_version", TERRAFORM_RANGE);
    this.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: AWS_PROVIDER_RANGE });
    emitReleaseMoves(this);
    this.synthesizer = writingAccessList(this, this.synthesizer, () => this.accessList);
    this.node.addValidation({ validate: () => this.sharedAddresses() });
    this.node.addValidation({ validate: () => [...this.evaluate()] });
  }

  /**
   * Without a backend of the stack's own, cdktf would add a local one with an absolute path. Only stacks that refer to each other need one,
   * and what they need besides is this run through all tokens.
   */
  override prepareStack(): void {
    if (this.node.findAll().some((node) => TerraformBackend.isBackend(node))) super.prepareStack();
    else if (App.of(this).node.findAll().filter(TerraformStack.isStack).length > 1) super.toTerraform();
  }

  /** What is judged is what is written: the validation's result serves the synthesis that follows it, once. */
  override toTerraform(): EmittedStack {
    const judged = this.evaluated;
    this.evaluated = undefined;
    if (judged !== undefined) return judged;
    const emitted = super.toTerraform() as EmittedStack;
    const list = (this.accessList = accessListOf(this, emitted));
    return withAccessList(withAcknowledgements(emitted, acknowledgedIn(this, emitted, list)), list);
  }

  private evaluate(): readonly string[] {
    const emitted = super.toTerraform() as EmittedStack;
    const list = (this.accessList = accessListOf(this, emitted));
    const { errors, acknowledgements } = evaluateStack(this, emitted, list);
    this.evaluated = withAccessList(withAcknowledgements(emitted, acknowledgements), list);
    return errors;
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    return addressName(node.scopes.slice(node.scopes.indexOf(this) + 1));
  }

  private sharedAddresses(): string[] {
    return [...addressesBelow(this)]
      .filter(([, paths]) => paths.length > 1)
      .map(
        ([address, paths]) =>
          `[address-shared] ${address} is claimed by ${paths.join(" and ")}; Terraform would see one resource only. Give one of them another id.`,
      );
  }
}
