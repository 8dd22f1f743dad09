import type { Model } from "../../posture/model";
import { readState } from "../../posture/model/read";
import { appliedFrom, type Applied } from "../../local/terraform/applied";
import { PLAN_GAPS, type PlanGap } from "../../local/emulator/emulator-gaps";
import { classifySecondPlan, type SecondPlan } from "../../local/terraform/plan-changes";
import type { Emulated } from "./emulated";

type Json = Readonly<Record<string, unknown>>;

/** A plan, as far as tests look into it. */
interface Planned {
  readonly prior_state: {
    readonly values: {
      readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
      readonly root_module: { readonly resources: readonly { readonly address: string; readonly values: Json }[] };
    };
  };
}

/** A stack that was applied to an AWS emulator, and planned once more. */
export class AppliedStack {
  private constructor(
    readonly aws: Emulated,
    private readonly second: Planned,
  ) {}

  static async apply(aws: Emulated, folder: string): Promise<AppliedStack> {
    await aws.apply(folder);
    return new AppliedStack(aws, (await aws.planned(folder)) as Planned);
  }

  /** The attributes of a resource. @throws Error with the addresses there are */
  of(address: string): Json {
    const { resources } = this.second.prior_state.values.root_module;
    const found = resources.find((resource) => resource.address === address);
    if (found !== undefined) return found.values;
    throw new Error(`Nothing was applied as ${address}, but ${resources.map((one) => one.address).join(", ")}`);
  }

  /** @throws Error with the names there are */
  output(name: string): string {
    const outputs = this.second.prior_state.values.outputs ?? {};
    const found = outputs[name]?.value;
    if (typeof found === "string") return found;
    throw new Error(`There is no text ${name} among the outputs ${Object.keys(outputs).join(", ")}`);
  }

  get model(): Model {
    return readState(this.second.prior_state);
  }

  /** As far as callers are concerned. */
  get callers(): Applied {
    return appliedFrom(this.model);
  }

  /** What the second plan would still change, told apart from what the AWS emulator gets wrong. @param more than is known of it everywhere */
  left(more: readonly PlanGap[] = []): SecondPlan {
    return classifySecondPlan(this.second, [...PLAN_GAPS, ...more]);
  }

  /** What a secret of Secrets Manager holds. */
  async secret(arn: string): Promise<unknown> {
    const { SecretString } = await this.aws.ask("secretsmanager", "secretsmanager.GetSecretValue", { SecretId: arn });
    return JSON.parse(String(SecretString));
  }
}
