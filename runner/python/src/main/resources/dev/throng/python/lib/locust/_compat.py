"""What gevent's monkey patches do for real Locust: sleeping lets other users go on."""

import builtins
import sys
import time

from ._host import GreenletExit, host, sleep

_installed = False


class _Later(type(sys)):
    """A module of Python's own that is read when somebody asks for what it holds; urllib.parse imports it, and hardly ever does."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        own = self.__name__
        sys.modules.pop(own)
        __import__(own)
        self.__dict__.update(vars(sys.modules[own]))
        return getattr(sys.modules[own], name)


def install():
    global _installed
    if _installed:
        return
    _installed = True
    sys.modules.setdefault("ipaddress", _Later("ipaddress"))
    time.sleep = sleep
    sys.exit = _exit
    # Where no site module is loaded, these two are missing.
    builtins.exit = builtins.quit = _exit
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
