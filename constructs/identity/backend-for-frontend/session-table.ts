import { Construct } from "constructs";
import { DynamodbTable } from "../../bindings";
import { requireChecks } from "../../stack/run-rules";

export interface SessionTableProps {
  /** The table's name in AWS. */
  readonly name: string;
  /** ARN of a customer managed KMS key. @default the account's own key for DynamoDB, `aws/dynamodb` */
  readonly kmsKeyArn?: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Where the sessions of a backend for frontend lie: encrypted with a key of KMS, paid by request, past sessions deleted by time to live.
 * What is in it is sealed under ids that only browsers hold (functions/bff/secrets.ts). Address: `aws_dynamodb_table.ID`.
 */
export class SessionTable extends Construct {
  readonly resource: DynamodbTable;

  constructor(scope: Construct, id: string, props: SessionTableProps) {
    super(scope, id);
    requireChecks(this, props);
    this.resource = new DynamodbTable(this, "Resource", {
      name: props.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
      ttl: { attributeName: "expires_at", enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: props.kmsKeyArn },
      pointInTimeRecovery: { enabled: true },
      tags: props.tags,
    });
  }
}
