/** A tool at one version. */
export interface Tool {
  readonly name: "terraform" | "opentofu" | "tflint" | "actionlint";
  readonly version: string;
  /** Its Go module, and the package in it that is the program. */
  readonly module: string;
  readonly program: string;
  /** A variable of its sources that is set as its makers set it for a release. */
  readonly release?: string;
  /** Which end of the documented range it is; undefined for a tool that isn't part of it. */
  readonly end?: "lower" | "upper";
  /** Whether the whole local run is done with it too; every tool applies the HCL edition. */
  readonly probed?: true;
  /** What the tests judge files with: any version of it on the PATH will do, because what is supported doesn't depend on it. */
  readonly linter?: true;
}

const TERRAFORM = {
  name: "terraform",
  module: "github.com/hashicorp/terraform",
  program: ".",
  release: "github.com/hashicorp/terraform/version.dev=no",
} as const;
const OPENTOFU = {
  name: "opentofu",
  module: "github.com/opentofu/opentofu",
  program: "./cmd/tofu",
  release: "github.com/opentofu/opentofu/version.dev=no",
} as const;

/** Both ends of what docs/publishing.md documents. What lies between is the person's own tool, which every test takes. */
export const RANGE: readonly Tool[] = [
  { ...TERRAFORM, version: "1.5.7", end: "lower", probed: true },
  { ...TERRAFORM, version: "1.13.3", end: "upper" },
  { ...OPENTOFU, version: "1.6.3", end: "lower" },
  { ...OPENTOFU, version: "1.12.6", end: "upper", probed: true },
];

/** What the tests judge the module and the workflows with. */
export const LINTERS: readonly Tool[] = [
  {
    name: "tflint",
    version: "0.64.0",
    module: "github.com/terraform-linters/tflint",
    program: ".",
    linter: true,
  },
  {
    name: "actionlint",
    version: "1.7.12",
    module: "github.com/rhysd/actionlint",
    program: "./cmd/actionlint",
    release: "github.com/rhysd/actionlint.version=1.7.12",
    linter: true,
  },
];

/** `terraform-1.5.7`; `tflint`: of a linter there is only one. */
export function idOf(tool: Pick<Tool, "name" | "version" | "linter">): string {
  return tool.linter === true ? tool.name : `${tool.name}-${tool.version}`;
}

/** The variable with which a person names their own: `TERRAFORM_1_5_7`. */
export function variableOf(tool: Pick<Tool, "name" | "version" | "linter">): string {
  return idOf(tool)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "_");
}
