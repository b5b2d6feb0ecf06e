"""Hooks: functions that are called when something happens."""

import time
from contextlib import contextmanager

from . import log
from .exception import InterruptTaskSet, RescheduleTask, RescheduleTaskImmediately, StopTest, StopUser


class EventHook:
    """A list of listeners, called in the order in which they were added, with keyword arguments."""

    def __init__(self):
        self._handlers = []

    def add_listener(self, handler):
        self._handlers.append(handler)
        return handler

    def remove_listener(self, handler):
        self._handlers.remove(handler)

    def __iadd__(self, handler):
        raise TypeError(
            "events.x += listener is from Locust 0.x. Change: events.x.add_listener(listener), with **kwargs as its last"
            " parameter; request_success and request_failure are one event now, request, with exception=None for success"
        )

    def fire(self, *, reverse=False, **kwargs):
        for handler in list(reversed(self._handlers) if reverse else self._handlers):
            try:
                handler(**kwargs)
            except (StopUser, StopTest, RescheduleTask, RescheduleTaskImmediately, InterruptTaskSet):
                raise
            except Exception as problem:
                log.unhandled_greenlet_exception = True
                log.problem("Uncaught exception in event handler", problem)

    @contextmanager
    def measure(self, request_type, name, response_length=0, context=None):
        """Times a with-block and fires the event with the time; an exception in it makes the sample a failure."""
        meta = {
            "request_type": request_type,
            "name": name,
            "response_length": response_length,
            "context": context or {},
            "exception": None,
            "start_time": time.time(),
        }
        began = time.perf_counter()
        try:
            yield meta
        except Exception as problem:
            meta["exception"] = problem
        finally:
            meta["response_time"] = (time.perf_counter() - began) * 1000
            self.fire(**meta)


class RequestHook(EventHook):
    """The request event. Firing it is also what makes a sample count, whoever fires it."""

    def __init__(self):
        super().__init__()
        self._recorder = None

    def fire(self, *, reverse=False, **kwargs):
        recorder = self._recorder
        if recorder is not None:
            try:
                recorder(**kwargs)
            except Exception as problem:
                log.unhandled_greenlet_exception = True
                log.problem(f"The sample {kwargs.get('name')!r} cannot be counted", problem)
        super().fire(reverse=reverse, **kwargs)

    def tell(self, meta):
        """Tells the listeners of a sample that counts already."""
        super().fire(**meta)


_NAMES = (
    "user_error",
    "report_to_master",
    "worker_report",
    "worker_connect",
    "spawning_complete",
    "quitting",
    "quit",
    "init",
    "init_command_line_parser",
    "test_start",
    "test_stopping",
    "test_stop",
    "reset_stats",
    "cpu_warning",
    "heartbeat_sent",
    "heartbeat_received",
    "usage_monitor",
)

_GONE = {
    "request_success": "request",
    "request_failure": "request",
    "hatch_complete": "spawning_complete",
    "locust_error": "user_error",
    "locust_start_hatching": "test_start",
    "master_start_hatching": "test_start",
    "locust_stop_hatching": "test_stop",
    "master_stop_hatching": "test_stop",
    "slave_report": "worker_report",
}


class Events:
    """All events that listeners can be added to."""

    def __init__(self):
        self.request = RequestHook()
        for name in _NAMES:
            setattr(self, name, EventHook())

    def __getattr__(self, name):
        if name in _GONE:
            raise AttributeError(f"events.{name} is from an old Locust. Use events.{_GONE[name]}")
        raise AttributeError(f"there is no event {name!r}; events are: request, {', '.join(_NAMES)}")
