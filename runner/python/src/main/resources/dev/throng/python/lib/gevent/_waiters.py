"""Waiting for one another."""

from locust._host import GreenletExit, host

from . import timeout as _timeout


class Waiters:
    """Those who wait for something to happen."""

    def __init__(self):
        self._latches = []

    def wait(self, seconds=None):
        """False when the time is over and nobody was woken."""
        latch = host.latch()
        self._latches.append(latch)
        try:
            limit = _timeout.limited(seconds)
            woken = latch.await_(-1.0 if limit is None else float(limit))
        finally:
            if latch in self._latches:
                self._latches.remove(latch)
        if woken < 0:
            raise GreenletExit()
        _timeout.check()
        return woken == 1

    def wake_one(self):
        if self._latches:
            self._latches.pop(0).open()

    def wake_all(self):
        latches, self._latches = self._latches, []
        for latch in latches:
            latch.open()

    def __len__(self):
        return len(self._latches)
