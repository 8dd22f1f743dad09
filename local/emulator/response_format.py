"""What API Gateway requires of a function's response, which the AWS emulator doesn't: it sends on whatever it can turn to text.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
"""


def problem(version, response):
    """Why an HTTP API answers 500 to a response, None where it doesn't; `version` is the payload format's."""
    if not isinstance(response, dict) or "statusCode" not in response:
        return None if version == "2.0" else "payload format 1.0 requires an object with statusCode"
    wrong = [name for name, fits in FIELDS.items() if response.get(name) is not None and not fits(response[name])]
    if response["statusCode"] is None:
        wrong.insert(0, "statusCode")
    return "a wrong type for " + ", ".join(wrong) if wrong else None


def _status(value):
    # Whether a text of digits is taken isn't documented, so it passes.
    return not isinstance(value, bool) and (isinstance(value, int) or str(value).isdigit())


FIELDS = {
    "statusCode": _status,
    "body": lambda value: isinstance(value, str),
    "headers": lambda value: isinstance(value, dict) and not any(isinstance(one, (dict, list)) for one in value.values()),
    "cookies": lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
}


def suffix_of(region):
    """What the names of a region's hosts end with: as suffixOf in posture/aws/issuers.ts."""
    suffixes = {"cn": "amazonaws.com.cn", "eusc": "amazonaws.eu"}
    return suffixes.get(region.split("-")[0], "amazonaws.com")
