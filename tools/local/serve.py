"""Runs the embedded AWS for as long as standard input stays open.

The parent holds the other end of that pipe. However the parent ends, also by SIGKILL, the pipe closes, and this
process stops itself together with the functions it has started.

Answers wait for a few milliseconds. An answer within a fraction of a millisecond can reach the Terraform provider
before it has noted that its request was sent; it then drops the connection and repeats the call, and calls that
create something fail as duplicates (seen on busy machines with two cores).
"""

import asyncio
import os
import signal
import sys
import threading
import time

from ministack import app as aws

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


threading.Thread(target=stop_with_parent, daemon=True).start()
aws.app = unhurried(aws.app)
aws.main()
