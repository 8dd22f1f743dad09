"""What a function is sent where the AWS emulator's event differs from API Gateway's: it makes format 2.0 for every integration, and tells no
stage variables.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

import re
from urllib.parse import parse_qsl


def with_variables(text, variables):
    """An integration's URI with its stage variables filled in; one that the stage doesn't have leaves nothing."""
    return re.sub(r"\$\{stageVariables\.(\w+)\}", lambda found: variables.get(found[1], ""), text)


def as_asked(event, version, variables):
    """The emulator's event in the payload format of the integration."""
    event = {**event, "stageVariables": variables} if variables else event
    return version_1(event) if version == "1.0" else event


def version_1(event):
    context = event["requestContext"]
    http = context["http"]
    given = context.get("authorizer") or {}
    iam = given.get("iam") or {}
    resource = event["routeKey"].split(" ", 1)[-1]
    query = {}
    for name, value in parse_qsl(event.get("rawQueryString") or "", keep_blank_values=True):
        query.setdefault(name, []).append(value)
    return {
        "version": "1.0",
        "resource": resource,
        "path": event["rawPath"],
        "httpMethod": http["method"],
        "headers": event["headers"],
        "multiValueHeaders": {name: [value] for name, value in event["headers"].items()},
        "queryStringParameters": {name: values[0] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "requestContext": {
            **{name: context[name] for name in ("accountId", "apiId", "domainName", "requestId", "stage")},
            "domainPrefix": context["apiId"],
            "extendedRequestId": context["requestId"],
            "httpMethod": http["method"],
            "path": event["rawPath"],
            "protocol": http["protocol"],
            "requestTime": context["time"],
            "requestTimeEpoch": context["timeEpoch"],
            "resourceId": None,
            "resourcePath": resource,
            "authorizer": given.get("jwt") or given.get("lambda") or {"claims": None, "scopes": None},
            "identity": {
                "accessKey": iam.get("accessKey"),
                "accountId": iam.get("accountId"),
                "caller": iam.get("callerId"),
                "sourceIp": http["sourceIp"],
                "user": iam.get("userId"),
                "userAgent": http["userAgent"],
                "userArn": iam.get("userArn"),
            },
        },
        "pathParameters": event.get("pathParameters"),
        "stageVariables": event.get("stageVariables"),
        "body": event.get("body"),
        "isBase64Encoded": event["isBase64Encoded"],
    }


def answer_of(version, response):
    """A function's response as the emulator reads it: format 1.0 has headers of several values, and no cookies."""
    if version != "1.0" or not isinstance(response, dict):
        return response
    several = response.get("multiValueHeaders")
    headers = {**(response.get("headers") or {}), **(several if isinstance(several, dict) else {})}
    return {**{name: value for name, value in response.items() if name != "cookies"}, "headers": headers}


def environment(variables, own):
    """What a function's process gets last. NODE_OPTIONS: its own before the run's, which so count; what a layer brings lies elsewhere here.
    AWS_ENDPOINT_URL: the run's, whatever the function's says, since requests to AWS's hosts are led there."""
    options = variables.get("NODE_OPTIONS")
    given = {name: own[name] for name in ("NODE_OPTIONS", "AWS_ENDPOINT_URL")}
    return given if not options or "/opt/" in options else {**given, "NODE_OPTIONS": f"{options} {own['NODE_OPTIONS']}"}
