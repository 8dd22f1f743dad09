import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import {
  S3Bucket,
  S3BucketPolicy,
  S3BucketPublicAccessBlock,
  S3BucketServerSideEncryptionConfigurationA,
  S3BucketVersioningA,
  S3Object,
} from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import { Section } from "../../stack/section";
import { requireChecks } from "../../stack/run-rules";

export interface TruststoreProps {
  /** PEM certificates of the authorities that sign the clients' certificates, one after another; chains at most four deep. No keys. */
  readonly certificates: string;
  /** Begins the bucket's name; at most 37 characters. */
  readonly bucketPrefix: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The certificate authorities that mutual TLS trusts, in a private, versioned and encrypted bucket. A change of the certificates makes a new
 * version, which the domain then takes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
 * Addresses: `aws_s3_bucket.ID` and its settings, `aws_s3_object.ID`.
 */
export class Truststore extends Construct {
  /** `s3://BUCKET/KEY` */
  readonly uri: string;
  readonly version: string;

  constructor(scope: Construct, id: string, props: TruststoreProps) {
    super(scope, id);
    requireChecks(this, props);
    checkCertificates(props.certificates, this.node.path);
    const { tags } = props;
    const bucket = new S3Bucket(new Section(this, "bucket"), "Resource", { bucketPrefix: props.bucketPrefix, tags });
    const versions = new S3BucketVersioningA(new Section(this, "versions"), "Resource", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(new Section(this, "encryption"), "Resource", {
      bucket: bucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    const closed = new S3BucketPublicAccessBlock(new Section(this, "closed"), "Resource", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(new Section(this, "policy"), "Resource", {
      bucket: bucket.id,
      policy: encryptedTransportOnly(bucket.arn),
    });
    const object = new S3Object(this, "Resource", {
      bucket: bucket.id,
      key: "truststore.pem",
      content: props.certificates,
      contentType: "application/x-pem-file",
      tags,
      // An object written before versioning is on has no version to name.
      dependsOn: [versions, encryption, closed],
    });
    this.uri = `s3://${bucket.id}/${object.key}`;
    this.version = object.versionId;
  }
}

function encryptedTransportOnly(bucketArn: string): string {
  return Fn.jsonencode({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EncryptedTransportOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}

/** The text itself is never shown: it may be a key by mistake. */
function checkCertificates(certificates: string, where: string): void {
  if (Token.isUnresolved(certificates)) return;
  const key = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(certificates);
  if (!key && /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(certificates)) return;
  throw new ConfigurationError(
    "truststore",
    where,
    key ? "a private key is among the certificates" : "there is no PEM certificate",
    "Give the certificates of the authorities alone, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----",
  );
}
