"""Runs the embedded AWS for as long as standard input stays open.

The parent holds the other end of that pipe. However the parent ends, also by SIGKILL, the pipe closes, and this
process stops itself together with the functions it has started.

Answers wait for a few milliseconds. An answer within a fraction of a millisecond can reach the Terraform provider
before it has noted that its request was sent; it then drops the connection and repeats the call, and calls that
create something fail as duplicates (seen on busy machines with two cores).

Two answers that no stack could be applied or run with are put right: an API's address is AWS's own, not this
machine's, and a client keeps its refresh token rotation (the tokens themselves are not rotated).
"""

import asyncio
import json
import os
import signal
import sys
import threading
import time

from ministack import app as aws
from ministack.core.responses import get_region
from ministack.services import apigateway, cognito

ANSWER_DELAY = 0.004


def stop_with_parent() -> None:
    sys.stdin.buffer.read()
    if hasattr(os, "killpg"):
        os.killpg(os.getpgrp(), signal.SIGTERM)
        time.sleep(1)
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def unhurried(app):
    async def wrapped(scope, receive, send):
        async def send_later(message):
            if message["type"] == "http.response.start":
                await asyncio.sleep(ANSWER_DELAY)
            await send(message)

        await app(scope, receive, send_later if scope["type"] == "http" else send)

    return wrapped


def addressed(create_api):
    def wrapped(data):
        status, headers, body = create_api(data)
        api_id = json.loads(body).get("apiId")
        if api_id is None:
            return status, headers, body
        suffix = "amazonaws.com.cn" if get_region().startswith("cn-") else "amazonaws.com"
        api = apigateway._apis[api_id]
        before, api["apiEndpoint"] = api["apiEndpoint"], f"https://{api_id}.execute-api.{get_region()}.{suffix}"
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


apigateway._create_api = addressed(apigateway._create_api)
cognito._create_user_pool_client = rotating(cognito._create_user_pool_client)
cognito._update_user_pool_client = rotating(cognito._update_user_pool_client)
threading.Thread(target=stop_with_parent, daemon=True).start()
aws.app = unhurried(aws.app)
aws.main()
