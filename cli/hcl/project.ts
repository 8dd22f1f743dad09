import { moduleFiles } from "./module-files";

/** The files of a new project in HCL, by their places: a root, a test, and the module as a copy. */
export function hclProjectFiles(name: string): Record<string, string | Uint8Array> {
  const copy = Object.entries(moduleFiles()).map(([file, content]) => [`${MODULE}/${file}`, content] as const);
  return {
    "versions.tf": VERSIONS,
    "main.tf": main(name),
    "variables.tf": variables(),
    "outputs.tf": OUTPUTS,
    "tests/api.tftest.hcl": TEST,
    ".gitignore": ".terraform/\n*.tfstate*\ntfplan*\n",
    "README.md": readme(name),
    ...Object.fromEntries(copy),
  };
}

const MODULE = "modules/cognito-http-api";

/** What the root and the module ask for. */
export const VERSIONS = `terraform {
  required_version = ">= 1.5.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}
`;

const main = (name: string): string => `provider "aws" {
  region = var.region
}

module "api" {
  source = "./${MODULE}"

  project = "${name}"
  domain  = var.domain

  scopes = {
    read  = "Read access"
    write = "Write access"
  }
  web_clients = {
    web = { callback_urls = ["https://\${var.domain}/callback"], scopes = ["read", "write"] }
  }
  machine_clients = {
    importer = { scopes = ["write"] }
  }

  # "items" is a function that comes with the module. Yours: lambdas = { NAME = ARN }, or functions = { NAME = { package = "NAME.zip", … } }.
  routes = {
    "GET /items"  = { scopes = ["read"], target = "items" }
    "POST /items" = { scopes = ["write"], target = "items" }
  }
}
`;

const variables = (): string => `variable "region" {
  description = "Where everything is made."
  type        = string
  default     = "eu-central-1"
}

variable "domain" {
  description = "Scopes, callback and allowed origin derive from it."
  type        = string
  default     = "example.com"
}
`;

const OUTPUTS = `output "api_url" {
  description = "Where the API answers."
  value       = module.api.api_url
}

output "sign_in_url" {
  description = "Where people sign in and clients fetch tokens."
  value       = module.api.sign_in_url
}

output "access_list" {
  description = "Who shall get in where; posture check --access holds plans and states to it."
  value       = module.api.access_list
}
`;

const TEST = `# A plan with a mocked provider: needs no account. terraform test asks for 1.7, tofu test for 1.8.
mock_provider "aws" {
  # The provider looks at the form of ARNs and ids.
  mock_resource "aws_apigatewayv2_api" {
    defaults = { execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:mocked" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mocked" }
  }
  mock_resource "aws_cognito_user_pool" {
    defaults = { id = "eu-central-1_mocked" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mocked" }
  }
  mock_resource "aws_lambda_function" {
    defaults = { invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/mocked/invocations" }
  }
}

run "every_route_asks_for_a_scope" {
  command = plan

  assert {
    condition     = length(output.access_list.routes) > 0
    error_message = "The API has no routes."
  }

  assert {
    condition     = alltrue([for route in output.access_list.routes : length(try(route.allow.scopes, [])) == 1])
    error_message = "A route lets callers in without a scope."
  }
}
`;

const readme = (name: string): string => `# ${name}

    terraform init
    terraform test                # a plan with a mocked provider: who may call what
    terraform apply
    terraform plan -out=tfplan && terraform show -json tfplan > tfplan.json
    npx aws-api-posture check tfplan.json   # the rules over the plan

\`${MODULE}\` is a copy of the module, which its README describes with all inputs and outputs. Once a registry or a Git repository holds the module,
\`source\` can name that instead, and the copy can go.
`;
