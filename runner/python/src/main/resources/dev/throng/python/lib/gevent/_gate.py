"""Waiting for one another."""

from locust._host import GreenletExit, host

from . import timeout as _timeout


class Waiters:
    """Those who wait for something to happen."""

    def __init__(self):
        self._gates = []

    def wait(self, seconds=None):
        """False when the time is over and nobody was woken."""
        gate = host.gate()
        self._gates.append(gate)
        try:
            limit = _timeout.limited(seconds)
            woken = gate.await_(-1.0 if limit is None else float(limit))
        finally:
            if gate in self._gates:
                self._gates.remove(gate)
        if woken < 0:
            raise GreenletExit()
        _timeout.check()
        return woken == 1

    def wake_one(self):
        if self._gates:
            self._gates.pop(0).open()

    def wake_all(self):
        gates, self._gates = self._gates, []
        for gate in gates:
            gate.open()

    def __len__(self):
        return len(self._gates)
