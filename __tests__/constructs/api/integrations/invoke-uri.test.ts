import { invokeUri } from "../../../../constructs/api/integrations/invoke-uri";

test.each([
  [
    "arn:aws:lambda:eu-central-1:123456789012:function:billing:live",
    "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:billing:live/invocations",
  ],
  [
    "arn:aws-cn:lambda:cn-north-1:123456789012:function:billing",
    "arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:aws-cn:lambda:cn-north-1:123456789012:function:billing/invocations",
  ],
])("%s is called in its own region and partition", (arn, uri) => expect(invokeUri(arn)).toBe(uri));
