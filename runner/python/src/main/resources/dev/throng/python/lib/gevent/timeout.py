"""Limits on time. They strike where the limited code waits, not in the middle of a computation."""

import threading
import time

_here = threading.local()


class Timeout(BaseException):
    """Raised in the code between ``start`` and ``close`` when it waits longer than that."""

    def __init__(self, seconds=None, exception=None, **kwargs):
        super().__init__()
        self.seconds = seconds
        self.exception = exception
        self._end = None

    @classmethod
    def start_new(cls, timeout=None, exception=None, **kwargs):
        made = timeout if isinstance(timeout, Timeout) else cls(timeout, exception)
        made.start()
        return made

    def start(self):
        if self.seconds is not None:
            self._end = time.monotonic() + self.seconds
            _active().append(self)

    @property
    def pending(self):
        return self._end is not None

    def cancel(self):
        self._end = None
        if self in _active():
            _active().remove(self)

    close = cancel

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, value, traceback):
        self.cancel()
        return value is self and self.exception is False

    def __str__(self):
        return "" if self.seconds is None else f"{self.seconds} second{'' if self.seconds == 1 else 's'}"


def _active():
    known = getattr(_here, "active", None)
    if known is None:
        known = _here.active = []
    return known


def limited(seconds):
    """How long code on this thread may wait at most."""
    ends = [timeout._end for timeout in getattr(_here, "active", ()) if timeout._end is not None]
    if not ends:
        return seconds
    left = max(0, min(ends) - time.monotonic())
    return left if seconds is None else min(seconds, left)


def check():
    """Raises the time-out that is over, if one is."""
    for timeout in list(getattr(_here, "active", ())):
        if timeout._end is not None and time.monotonic() >= timeout._end:
            timeout.cancel()
            if timeout.exception is None or timeout.exception is False:
                raise timeout
            raise timeout.exception


def with_timeout(seconds, function, *args, **kwargs):
    fallback = kwargs.pop("timeout_value", _here)
    timeout = Timeout.start_new(seconds)
    try:
        return function(*args, **kwargs)
    except Timeout as e:
        if e is timeout and fallback is not _here:
            return fallback
        raise
    finally:
        timeout.close()
