import { readOn, type Fact, type NamePattern } from "./fact";

const fact = readOn("2026-11-22");

/** The form of ARNs where AWS takes those of one kind of resource only. */
export const ARN = {
  /** `awslayer` is AWS's own. */
  layer: fact<NamePattern>(
    {
      pattern: /^arn:[^:]+:lambda:[^:]*:(\d{12})?:(layer:[\w-]+:\d+|awslayer:[\w-]+)$/,
      words: "the ARN of a layer's version: arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION",
    },
    "AWS Lambda API reference: CreateFunction (Layers) https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
  ),
  deadLetter: fact<NamePattern>(
    {
      pattern: /^arn:[^:]+:(sqs|sns):[^:]+:\d{12}:[\w.-]+$/,
      words: "arn:aws:sqs:REGION:ACCOUNT:QUEUE or arn:aws:sns:REGION:ACCOUNT:TOPIC",
    },
    "AWS Lambda API reference: DeadLetterConfig https://docs.aws.amazon.com/lambda/latest/api/API_DeadLetterConfig.html",
  ),
  listener: fact<NamePattern>(
    {
      pattern:
        /^arn:[^:]+:(elasticloadbalancing:[^:]+:\d{12}:listener\/(app|net)|servicediscovery:[^:]+:\d{12}:service)\/\S+$/,
      words:
        "the ARN of a load balancer's listener (arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/NAME/ID/ID) or of a Cloud Map service",
    },
    "API Gateway: Create private integrations for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  ),
} satisfies Readonly<Record<string, Fact<NamePattern>>>;
