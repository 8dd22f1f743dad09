"""Runs the embedded AWS for as long as standard input stays open.

The parent holds the other end of that pipe. However the parent ends, also by SIGKILL, the pipe closes, and this
process stops itself together with the functions it has started.
"""

import os
import runpy
import signal
import sys
import threading
import time


def stop_with_parent() -> None:
    sys.stdin.buffer.read()
    if hasattr(os, "killpg"):
        os.killpg(os.getpgrp(), signal.SIGTERM)
        time.sleep(1)
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


threading.Thread(target=stop_with_parent, daemon=True).start()
runpy.run_module("ministack", run_name="__main__", alter_sys=True)
