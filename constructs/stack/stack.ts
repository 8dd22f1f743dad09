import {
  App,
  Aspects,
  DISABLE_STACK_TRACE_IN_METADATA,
  TerraformBackend,
  TerraformElement,
  TerraformStack,
} from "cdktf";
import type { Construct, Node } from "constructs";
import type { AccessList } from "../../posture/access-list";
import { withAcknowledgements } from "../../posture/rules/acknowledge";
import { accessListOf } from "./access-list";
import { withAccessList, withAccessListFile } from "./access-output";
import { ConfigurationError, StackErrors } from "../errors/configuration-error";
import { printUncaught } from "../errors/uncaught";
import { addressName } from "./addresses";
import { nameCollisions } from "./collisions";
import { ImpliedBackend, stateOf } from "./implied-backend";
import { referenceCycles } from "./cycles";
import { withSourcesFile } from "./local-run";
import { withPrintedAnnotations } from "./print-annotations";
import { acknowledgedIn, evaluateStack } from "./rule-report";
import { runsRules } from "./run-rules";
import { sharedAddresses } from "./shared-addresses";
import { traceLines } from "./written-at";
import { warnOfStaleStacks } from "./stale-stacks";
import { emitReleaseMoves } from "./state-blocks";

/** The AWS provider versions that the emitted resources are valid for: everything used here exists in 5.100 and is unchanged before 7. */
export const AWS_PROVIDER_RANGE = ">= 5.100.0, < 7.0.0";

/** The oldest Terraform and OpenTofu that read what is emitted (`moved`, `import` and `check` blocks). */
export const TERRAFORM_RANGE = ">= 1.5.7";

/** Terraform JSON, as `cdk.tf.json` holds it. */
type EmittedStack = Record<string, unknown>;

/**
 * A stack whose Terraform addresses are readable and stable, and which runs the rules over what it emits before anything is written.
 *
 * - Addresses follow the construct path and carry no hash; two constructs that end in one address are an error (cdktf would merge
 *   them silently).
 * - `required_providers` names a range of AWS providers instead of the bindings' exact version.
 * - The rules of `posture/rules` look at everything that is emitted, also at raw resources beside this library's. An error stops synth, and
 *   all of them, of all such stacks of the app, are printed at once; the last good output stays. `acknowledge` accepts a finding with a reason, which
 *   the output's top-level comment repeats for reviewers: Terraform ignores it, `posture check` reads it.
 * - What the constructs' props declare of access is written to `access.json` and given as the output `access_list`; the
 *   emitted JSON is held to it, overrides and raw resources included.
 * - A backend is emitted only when the stack is given one. (cdktf's implied local backend writes this machine's path into the output.) Stacks may
 *   refer to each other all the same: they read each other's state where it is.
 */
export class ApiStack extends TerraformStack {
  /** Whether another stack's validation has looked at this one already. */
  private validated = false;
  private accessList: AccessList | undefined;
  private evaluated: { readonly emitted: EmittedStack; readonly errors: readonly string[] } | undefined;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    printUncaught();
    runsRules(this);
    traceLines(this);
    // An annotation's stack trace would write this machine's paths into the manifest.
    this.node.setContext(DISABLE_STACK_TRACE_IN_METADATA, true);
    this.addOverride("terraform.required_version", TERRAFORM_RANGE);
    this.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: AWS_PROVIDER_RANGE });
    emitReleaseMoves(this);
    this.synthesizer = withSourcesFile(
      this,
      withAccessListFile(this, withPrintedAnnotations(this, this.synthesizer), () => this.accessList),
    );
  }

  /**
   * Runs through all references, which makes what stacks need of each other; a stack that is alone has nothing to make.
   * @throws ConfigurationError `stack-cycle`
   */
  override prepareStack(): void {
    if (stacksBeside(this).length === 1 && !this.hasBackend()) return;
    try {
      super.prepareStack();
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      if (!/circular dependency/i.test(message)) throw error;
      throw new ConfigurationError(
        "stack-cycle",
        this.node.path,
        "it refers to a stack that refers to it, so neither can be applied first",
        "Pass values in one direction only, or put both into one stack",
      );
    }
  }

  /** What other stacks read this one's state through. Without a backend it emits none. */
  override ensureBackendExists(): TerraformBackend {
    const own = this.node.findAll().find((node): node is TerraformBackend => TerraformBackend.isBackend(node));
    return own === undefined ? new ImpliedBackend(this) : stateOf(own);
  }

  /** What was looked at is what is written: the validation's result serves the synthesis that follows it, once. */
  override toTerraform(): EmittedStack {
    const evaluated = this.evaluated;
    this.evaluated = undefined;
    if (evaluated !== undefined) return evaluated.emitted;
    const emitted = super.toTerraform() as EmittedStack;
    const list = (this.accessList = accessListOf(this, emitted));
    return withAccessList(withAcknowledgements(emitted, acknowledgedIn(this, emitted, list)), list);
  }

  /**
   * All validations of this stack, and of the app's other stacks of this kind, so that everything is told at once.
   * @throws ConfigurationError `stack-rule-errors`, a paragraph for each mistake
   */
  override runAllValidations(): void {
    if (this.validated) {
      this.validated = false;
      return;
    }
    const stacks = this.stacksToldTogether();
    for (const stack of stacks) stack.validated = stack !== this;
    const errors = [...stacks.flatMap((stack) => stack.evaluate().errors), ...collisionsOf(stacks)];
    if (errors.length > 0) throw new StackErrors(this.node.path, [...new Set(errors)]);
    if (stacksBeside(this)[0] === this) warnOfStaleStacks(this);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    return addressName(node.scopes.slice(node.scopes.indexOf(this) + 1));
  }

  /** Its Terraform JSON, and what is wrong with it. */
  evaluate(): { readonly emitted: EmittedStack; readonly errors: readonly string[] } {
    if (this.evaluated !== undefined) return this.evaluated;
    const emitted = super.toTerraform() as EmittedStack;
    const list = (this.accessList = accessListOf(this, emitted));
    const shared = sharedAddresses(this);
    const { errors, acknowledgements } = evaluateStack(this, emitted, list, new Set(shared.addresses));
    const validations = this.node
      .findAll()
      .flatMap((construct) => construct.node.validate().map((text) => withPath(text, construct.node.path)));
    this.evaluated = {
      emitted: withAccessList(withAcknowledgements(emitted, acknowledgements), list),
      errors: [...validations, ...shared.errors, ...referenceCycles(emitted), ...errors],
    };
    return this.evaluated;
  }

  /** The app's stacks of this kind. Aspects change a stack just before it is synthesized, so where there are any, each is told by itself. */
  private stacksToldTogether(): ApiStack[] {
    const all = App.of(this).node.findAll();
    if (all.some((node) => Aspects.of(node).all.length > 0)) return [this];
    return all.filter((node): node is ApiStack => node instanceof ApiStack);
  }

  private hasBackend(): boolean {
    return this.node.findAll().some((node) => TerraformBackend.isBackend(node));
  }
}

function stacksBeside(stack: TerraformStack): TerraformStack[] {
  return App.of(stack).node.findAll().filter(TerraformStack.isStack);
}

function collisionsOf(stacks: readonly ApiStack[]): string[] {
  return nameCollisions(stacks.map((stack) => ({ name: stack.node.path, emitted: stack.evaluate().emitted })));
}

/** Other libraries' validations say what is wrong, and not of what. */
const withPath = (text: string, path: string): string => (text.startsWith("[") ? text : `[${path}] ${text}`);
