"""Things that happen once."""

from ._waiters import Waiters


class Event:
    def __init__(self):
        self._set = False
        self._waiters = Waiters()

    def is_set(self):
        return self._set

    isSet = ready = is_set

    def set(self):
        self._set = True
        self._waiters.wake_all()

    def clear(self):
        self._set = False

    def wait(self, timeout=None):
        while not self._set:
            if not self._waiters.wait(timeout):
                break
        return self._set


class AsyncResult:
    def __init__(self):
        self._event = Event()
        self.value = None
        self.exception = None

    def ready(self):
        return self._event.is_set()

    def successful(self):
        return self.ready() and self.exception is None

    def set(self, value=None):
        self.value = value
        self._event.set()

    def set_exception(self, exception, exc_info=None):
        self.exception = exception
        self._event.set()

    def get(self, block=True, timeout=None):
        if block:
            self._event.wait(timeout)
        if not self.ready():
            from .timeout import Timeout

            raise Timeout(timeout)
        if self.exception is not None:
            raise self.exception
        return self.value

    def wait(self, timeout=None):
        self._event.wait(timeout)
        return self.value
