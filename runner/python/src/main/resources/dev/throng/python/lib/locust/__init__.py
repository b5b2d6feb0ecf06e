"""Locust's names, on Throng's engine: what a locustfile imports. The load, the clock and the statistics are the engine's."""

from . import _compat

_compat.install()

from ._version import __version__  # noqa: E402
from .event import Events  # noqa: E402

events = Events()

from .contrib.fasthttp import FastHttpUser  # noqa: E402
from .debug import run_single_user  # noqa: E402
from .shape import LoadTestShape  # noqa: E402
from .user import wait_time  # noqa: E402
from .user.markov_taskset import MarkovTaskSet, transition, transitions  # noqa: E402
from .user.sequential_taskset import SequentialTaskSet  # noqa: E402
from .user.task import TaskSet, tag, task  # noqa: E402
from .user.users import HttpUser, PytestUser, User  # noqa: E402
from .user.wait_time import between, constant, constant_pacing, constant_throughput  # noqa: E402
from .util.deprecation import old_name as __getattr__  # noqa: E402

__all__ = (
    "SequentialTaskSet",
    "MarkovTaskSet",
    "transition",
    "transitions",
    "wait_time",
    "task",
    "tag",
    "TaskSet",
    "HttpUser",
    "FastHttpUser",
    "User",
    "between",
    "constant",
    "constant_pacing",
    "constant_throughput",
    "events",
    "LoadTestShape",
    "run_single_user",
    "__version__",
)
