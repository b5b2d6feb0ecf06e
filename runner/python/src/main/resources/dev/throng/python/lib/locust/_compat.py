"""What gevent's monkey patches do for real Locust: sleeping lets other users go on."""

import sys
import time

from ._host import GreenletExit, host, sleep

_installed = False


def install():
    global _installed
    if _installed:
        return
    _installed = True
    time.sleep = sleep
    sys.exit = _exit
    import os

    os._exit = _exit_at_once
    for name in ("fork", "forkpty"):
        setattr(os, name, _refuse_fork)


def _exit(code=0):
    host.exit(_code(code))
    raise SystemExit(code)


def _exit_at_once(code=0):
    host.exit(_code(code))
    raise GreenletExit()


def _code(code):
    return code if isinstance(code, int) else 0 if code is None else 1


def _refuse_fork():
    raise OSError("a locustfile cannot fork here: all users live in one process; use --processes for more of them")
