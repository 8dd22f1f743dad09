import { readOn } from "./fact";
import { SOURCES } from "./sources";

const fact = readOn("2026-11-21");

export interface ServiceIntegration {
  /** What the integration's role must be allowed. */
  readonly action: string;
  /** Parameters without which AWS refuses the integration. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** What an HTTP API can do with AWS services without a function in between, by integration subtype. */
export const SERVICE_INTEGRATIONS = fact(
  {
    "EventBridge-PutEvents": {
      action: "events:PutEvents",
      required: ["Detail", "DetailType", "Source"],
      optional: ["Time", "EventBusName", "Resources", "Region", "TraceHeader"],
    },
    "SQS-SendMessage": {
      action: "sqs:SendMessage",
      required: ["QueueUrl", "MessageBody"],
      optional: [
        "DelaySeconds",
        "MessageAttributes",
        "MessageDeduplicationId",
        "MessageGroupId",
        "MessageSystemAttributes",
        "Region",
      ],
    },
    "SQS-ReceiveMessage": {
      action: "sqs:ReceiveMessage",
      required: ["QueueUrl"],
      optional: [
        "AttributeNames",
        "MaxNumberOfMessages",
        "MessageAttributeNames",
        "ReceiveRequestAttemptId",
        "VisibilityTimeout",
        "WaitTimeSeconds",
        "Region",
      ],
    },
    "SQS-DeleteMessage": {
      action: "sqs:DeleteMessage",
      required: ["ReceiptHandle", "QueueUrl"],
      optional: ["Region"],
    },
    "SQS-PurgeQueue": { action: "sqs:PurgeQueue", required: ["QueueUrl"], optional: ["Region"] },
    "AppConfig-GetConfiguration": {
      action: "appconfig:GetConfiguration",
      required: ["Application", "Environment", "Configuration", "ClientId"],
      optional: ["ClientConfigurationVersion", "Region"],
    },
    "Kinesis-PutRecord": {
      action: "kinesis:PutRecord",
      required: ["StreamName", "Data", "PartitionKey"],
      optional: ["SequenceNumberForOrdering", "ExplicitHashKey", "Region"],
    },
    "StepFunctions-StartExecution": {
      action: "states:StartExecution",
      required: ["StateMachineArn"],
      optional: ["Name", "Input", "Region"],
    },
    "StepFunctions-StartSyncExecution": {
      action: "states:StartSyncExecution",
      required: ["StateMachineArn"],
      optional: ["Name", "Input", "Region", "TraceHeader"],
    },
    "StepFunctions-StopExecution": {
      action: "states:StopExecution",
      required: ["ExecutionArn"],
      optional: ["Cause", "Error", "Region"],
    },
  } as const satisfies Readonly<Record<string, ServiceIntegration>>,
  SOURCES.serviceIntegrations,
);
