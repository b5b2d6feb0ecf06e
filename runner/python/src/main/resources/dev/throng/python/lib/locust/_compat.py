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
    import _signal
    import os

    _signal.signal = _Handlers(_signal.signal)
    os._exit = _exit_at_once
    for name in ("fork", "forkpty"):
        setattr(os, name, _refuse_fork)


class _Handlers:
    """Signals that end the run are the engine's, as Locust takes SIGTERM for itself; handlers of others are set where the JVM lets them."""

    def __init__(self, own):
        self._own = own
        self._set = {}

    def __call__(self, number, handler):
        previous, known = self._set.get(number), number in self._set
        self._set[number] = handler
        try:
            return self._own(number, handler)
        except (OSError, ValueError):
            if not known:
                host.warn(
                    f"the handler of signal {int(number)} is not called here: Ctrl-C and SIGTERM end the run, and test_stop"
                    " and quitting are fired then"
                )
            return previous


def _exit(code=0):
    if not isinstance(code, int) and code is not None:
        print(code, file=sys.stderr)
    host.exit(exit_code(code))
    raise SystemExit(code)


def _exit_at_once(code=0):
    host.exit(exit_code(code))
    raise GreenletExit()


def exit_code(code):
    """The number that a process ends with for what SystemExit holds."""
    return code if isinstance(code, int) else 0 if code is None else 1


def _refuse_fork():
    raise OSError("a locustfile cannot fork here: all users live in one process; use --processes for more of them")
