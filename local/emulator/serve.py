"""Runs the AWS emulator for as long as standard input stays open.

The parent holds the other end of that pipe. However the parent ends, also by SIGKILL, the pipe closes, and this
process stops itself together with the functions it has started.

It listens on a port that the system gives it, unless GATEWAY_PORT names one, and tells the parent which: a port that
is chosen before could be taken by the time it is bound.

On busy machines an answer can get lost: the Terraform provider drops the connection where an answer comes before it has
noted that its request was sent, or an answer comes too late for it. AWS's SDKs then repeat the call with the same
amz-sdk-invocation-id, and what creates something would fail as a duplicate. So answers wait for a few milliseconds,
and a repeated call gets the answer that the first one got.

A function's timeout counts from when its process has the event, on a machine that may be many times slower than
Lambda: it gets half a minute more.

Every request to an API, and every call of a function, is told to the parent: a line of JSON on standard output that
begins with a record separator. The answer carries the request's id as AWS does, in the header apigw-requestid.

Two answers that no stack could be applied or run with are put right: an API's address is AWS's own, not this
machine's, and a client keeps its refresh token rotation (the tokens themselves are not rotated). A response of a
function that an HTTP API can't read is a 500, as on AWS. Functions get their event in the payload format of the integration,
with the stage's variables, and their own NODE_OPTIONS.
"""

import asyncio
import errno
import json
import os
import contextvars
import signal
import socket
import sys
import threading
import time
from collections import OrderedDict
from types import SimpleNamespace

# Nothing is written beside the sources.
sys.dont_write_bytecode = True
import event_format  # noqa: E402
import response_format  # noqa: E402

sys.dont_write_bytecode = False

RECORD = "\x1e"


def tell(record):
    sys.stdout.write(RECORD + json.dumps(record) + "\n")
    sys.stdout.flush()


listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
if os.name == "posix":
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    listener.bind((os.environ["BIND_HOST"], int(os.environ.get("GATEWAY_PORT") or 0)))
    # At once: until it listens another run may bind the same port too, and would take this one's answers for its own.
    listener.listen()
except OSError as error:
    tell({"kind": "listening", "port": errno.errorcode.get(error.errno, str(error))})
    raise SystemExit(1)
port = str(listener.getsockname()[1])
# Functions inherit it.
os.environ.update(GATEWAY_PORT=port, AWS_ENDPOINT_URL=f"http://{os.environ['BIND_HOST']}:{port}")
tell({"kind": "listening", "port": int(port)})

from hypercorn.config import Config, Sockets
from ministack import app as aws
from ministack.core import iam_evaluator, lambda_runtime
from ministack.core.responses import get_region
from ministack.services import apigateway, apigateway_v1, cognito, lambda_svc

ANSWER_DELAY = 0.004
SLOW_MACHINE = 30
REMEMBERED = 1000
ENDPOINT_HEADER = b"x-local-run-vpc-endpoint"
current = contextvars.ContextVar("current_request", default=None)
wanted_id = contextvars.ContextVar("wanted_id", default=None)
endpoint = contextvars.ContextVar("vpc_endpoint", default="")
asked = contextvars.ContextVar("integration_and_stage_variables", default=None)


def stop_with_parent() -> None:
    sys.stdin.buffer.read()
    if hasattr(os, "killpg"):
        os.killpg(os.getpgrp(), signal.SIGTERM)
        # What is kept is written at the end.
        time.sleep(120 if os.environ.get("PERSIST_STATE") == "1" else 1)
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def once(app):
    """Answers a repeated call as the first one was answered; a failure is tried again."""
    answers = OrderedDict()

    async def wrapped(scope, receive, send):
        invocation = dict(scope.get("headers") or []).get(b"amz-sdk-invocation-id")
        if scope["type"] != "http" or invocation is None:
            return await app(scope, receive, send)
        key = (invocation, scope["method"], scope["path"])
        earlier = answers.get(key)
        if earlier is not None and (messages := await asyncio.shield(earlier)) is not None:
            while (await receive()).get("more_body"):
                pass
            for message in messages:
                await send(message)
            return
        answer = answers[key] = asyncio.get_running_loop().create_future()
        while len(answers) > REMEMBERED:
            answers.popitem(last=False)
        said = []

        async def send_and_note(message):
            said.append(message)
            await send(message)

        try:
            await app(scope, receive, send_and_note)
        finally:
            whole = said and said[0].get("status", 500) < 400 and not said[-1].get("more_body")
            answer.set_result(said if whole else None)

    return wrapped


def unhurried(app):
    async def wrapped(scope, receive, send):
        endpoint.set(dict(scope.get("headers") or []).get(ENDPOINT_HEADER, b"").decode())

        async def send_later(message):
            if message["type"] == "http.response.start":
                await asyncio.sleep(ANSWER_DELAY)
            await send(message)

        await app(scope, receive, send_later if scope["type"] == "http" else send)

    return wrapped


def through_endpoint(context):
    """What policies are evaluated with: the VPC endpoint that a request came through is AWS's to tell, here the caller's."""

    def made(*args, **named):
        made = context(*args, **named)
        if endpoint.get():
            made.service_context = {**made.service_context, "aws:sourcevpce": endpoint.get()}
        return made

    return made


def addressed(create_api):
    def wrapped(data):
        status, headers, body = create_api(data)
        api_id = json.loads(body).get("apiId")
        if api_id is None:
            return status, headers, body
        api = apigateway._apis[api_id]
        before, api["apiEndpoint"] = api["apiEndpoint"], f"https://{api_id}.execute-api.{get_region()}.{response_format.suffix_of(get_region())}"
        text = body.decode() if isinstance(body, bytes) else body
        text = text.replace(before, api["apiEndpoint"])
        return status, headers, text.encode() if isinstance(body, bytes) else text

    return wrapped


def rotating(save_client):
    def wrapped(data):
        answer = save_client(data)
        client_id = json.loads(answer[2]).get("UserPoolClient", {}).get("ClientId")
        if client_id is None:
            return answer
        pool, _ = cognito._resolve_pool(data.get("UserPoolId"))
        pool["_clients"][client_id]["RefreshTokenRotation"] = data.get("RefreshTokenRotation")
        return cognito._describe_user_pool_client({**data, "ClientId": client_id})

    return wrapped


def with_id(create, field, there, describe):
    """Something that a stack names by its id and doesn't make gets that id; what is there already stays."""

    def wrapped(data):
        wanted = data.get(field)
        if wanted is not None and there(data, wanted):
            return describe(data)
        token = wanted_id.set(wanted)
        try:
            return create(data)
        finally:
            wanted_id.reset(token)

    return wrapped


def named(make):
    return lambda *args: wanted_id.get() or make(*args)


def has_client(data, wanted):
    pool, _ = cognito._resolve_pool(data.get("UserPoolId"))
    return wanted in (pool or {}).get("_clients", {})


def has_pool(data, wanted):
    return cognito._resolve_pool(wanted)[0] is not None


def patient(worker):
    """Makes the processes of functions wait longer for an answer than the function's own timeout."""
    make, invoke = worker.__init__, worker.invoke

    def made(self, *args, **named):
        make(self, *args, **named)
        self.config = {**self.config, "Timeout": self.config.get("Timeout", 3) + SLOW_MACHINE}

    def invoked(self, *args, **named):
        result = invoke(self, *args, **named)
        if str(result.get("error", "")).startswith("Task timed out"):
            own = self.config["Timeout"] - SLOW_MACHINE
            result["error"] = f"Task timed out after {own} seconds, and {SLOW_MACHINE} more that a slow machine gets"
        return result

    worker.__init__, worker.invoke = made, invoked


def recorded(handle, read):
    """Wraps what answers requests to APIs; `read` takes its arguments apart."""

    async def wrapped(*args, **named):
        record = {"kind": "request", "requestId": new_uuid(), "time": int(time.time() * 1000), "calls": [], **read(*args)}
        token = current.set(record)
        began = time.monotonic()
        try:
            status, headers, body = await handle(*args, **named)
        finally:
            current.reset(token)
        route = apigateway._match_route(record["apiId"], record["method"], "/" + record["path"].lstrip("/"))
        tell({
            **record,
            "routeKey": (route or {}).get("routeKey"),
            "status": status,
            "length": len(body or b""),
            "ms": round((time.monotonic() - began) * 1000),
        })
        return status, {**headers, "apigw-requestid": record["requestId"]}, body

    return wrapped


def of_http_api(api_id, stage, path, method, headers, body, query_params, *rest):
    return request_of(api_id, stage, method, path, headers)


def of_rest_api(api_id, stage, method, path, headers, body, query_params, *rest):
    return request_of(api_id, stage, method, path, headers)


def request_of(api_id, stage, method, path, headers):
    given = {name.lower(): value for name, value in (headers or {}).items()}
    return {
        "apiId": api_id,
        "stage": stage,
        "method": method,
        "path": path,
        "authorization": given.get("authorization"),
        "userAgent": given.get("user-agent", ""),
    }


# What an HTTP API answers in place of a response that it can't read.
UNREAD = {
    "statusCode": 500,
    "headers": {"content-type": "application/json"},
    "body": json.dumps({"message": "Internal Server Error"}),
}


def executed(execute):
    """Wraps what calls a function: whoever calls it, its log and its error are told."""

    def wrapped(func, event, *rest, **named):
        began = time.monotonic()
        integration, variables = asked.get() or ({}, {})
        if integration and isinstance(event, dict) and event.get("version") == "2.0" and event.get("type") != "REQUEST":
            event = event_format.as_asked(event, integration.get("payloadFormatVersion"), variables)
        result = execute(func, event, *rest, **named)
        config = func.get("config") or func
        is_request = isinstance(event, dict) and event.get("type") != "REQUEST" and "requestContext" in event
        if is_request and event.get("version") in ("1.0", "2.0") and not (result.get("error") or result.get("throttle")):
            wrong = response_format.problem(event["version"], result.get("body"))
            if wrong is not None:
                unread = {"errorMessage": f"API Gateway can't read its response: {wrong}"}
                result = {**result, "error": True, "body": UNREAD}
            elif integration:
                result = {**result, "body": event_format.answer_of(event["version"], result.get("body"))}
        failure = (unread if result.get("body") is UNREAD else result.get("body")) if result.get("error") else None
        call = {
            "function": config.get("FunctionName"),
            "authorizer": isinstance(event, dict) and event.get("type") == "REQUEST",
            "ms": round((time.monotonic() - began) * 1000),
            "error": failure if isinstance(failure, dict) or failure is None else {"errorMessage": str(failure)},
            "log": result.get("log") or "",
        }
        record = current.get()
        if record is None:
            tell({"kind": "call", "time": int(time.time() * 1000), **call})
        else:
            record["calls"].append(call)
        return result

    return wrapped


def as_integrated(invoke):
    """Whoever calls a function is told what its integration asks for, and which function a stage variable names."""

    async def wrapped(integration, api_id, stage, *args, **named):
        variables = apigateway._get_stage_variables(api_id, stage)
        uri = event_format.with_variables(integration.get("integrationUri") or "", variables)
        token = asked.set((integration, variables))
        try:
            return await invoke({**integration, "integrationUri": uri}, api_id, stage, *args, **named)
        finally:
            asked.reset(token)

    return wrapped


def with_environment(credentials):
    """The last that a function's process gets: what it must not replace of the run's, and its NODE_OPTIONS, which the emulator leaves out."""

    def made(config):
        variables = (config.get("Environment") or {}).get("Variables") or {}
        return {**credentials(config), **event_format.environment(variables, os.environ)}

    return made


def handed_on(invoke):
    async def wrapped(integration, *args, **named):
        record = current.get()
        if record is not None:
            record["backend"] = integration.get("integrationUri")
        return await invoke(integration, *args, **named)

    return wrapped


class OwnPort(socket.socket):
    """What MiniStack looks with whether another one has its port: it is this program that listens there."""

    def connect_ex(self, address):
        return errno.ECONNREFUSED


iam_evaluator.EvalContext = through_endpoint(iam_evaluator.EvalContext)
new_uuid = apigateway.new_uuid
# One id from the answer's header to the function's event.
apigateway.new_uuid = lambda: (current.get() or {}).get("requestId") or new_uuid()
apigateway._handle_execute_in_scope = recorded(apigateway._handle_execute_in_scope, of_http_api)
apigateway._invoke_lambda_proxy = as_integrated(apigateway._invoke_lambda_proxy)
apigateway._invoke_http_proxy = handed_on(apigateway._invoke_http_proxy)
apigateway_v1.handle_execute = recorded(apigateway_v1.handle_execute, of_rest_api)
# It would replace what leads AWS's hosts to this machine; source maps are on for every function.
lambda_runtime._RESERVED_RUNTIME_ENV_VARS.add("NODE_OPTIONS")
lambda_runtime.execution_credentials = with_environment(lambda_runtime.execution_credentials)
lambda_svc._execute_function = executed(lambda_svc._execute_function)
apigateway._create_api = addressed(apigateway._create_api)
cognito._pool_id = named(cognito._pool_id)
cognito._client_id = named(cognito._client_id)
cognito._create_user_pool = with_id(
    cognito._create_user_pool, "Id", has_pool, lambda data: cognito._describe_user_pool({"UserPoolId": data["Id"]})
)
cognito._create_user_pool_client = with_id(
    rotating(cognito._create_user_pool_client), "ClientId", has_client, cognito._describe_user_pool_client
)
cognito._update_user_pool_client = rotating(cognito._update_user_pool_client)
threading.Thread(target=stop_with_parent, daemon=True).start()
patient(lambda_runtime.Worker)
Config.create_sockets = lambda config: Sockets([], [listener], [])
aws.socket = SimpleNamespace(AF_INET=socket.AF_INET, SOCK_STREAM=socket.SOCK_STREAM, socket=OwnPort)
aws.app = once(unhurried(aws.app))
aws.main()
