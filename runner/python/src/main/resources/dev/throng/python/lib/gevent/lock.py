"""Taking turns."""

from ._waiters import Waiters


class Semaphore:
    """So many may be inside at once."""

    def __init__(self, value=1, hub=None):
        self.counter = value
        self._waiters = Waiters()

    def locked(self):
        return self.counter <= 0

    def acquire(self, blocking=True, timeout=None):
        while self.counter <= 0:
            if not blocking or not self._waiters.wait(timeout):
                return False
        self.counter -= 1
        return True

    def release(self):
        self.counter += 1
        self._waiters.wake_one()
        return self.counter

    def ready(self):
        return self.counter > 0

    def wait(self, timeout=None):
        while self.counter <= 0:
            if not self._waiters.wait(timeout):
                break
        return self.counter

    def __enter__(self):
        self.acquire()

    def __exit__(self, *args):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1, hub=None):
        super().__init__(value)
        self._most = value

    def release(self):
        if self.counter >= self._most:
            raise ValueError("Semaphore released too many times")
        return super().release()


class DummySemaphore:
    def acquire(self, blocking=True, timeout=None):
        return True

    def release(self):
        return None

    def __enter__(self):
        return None

    def __exit__(self, *args):
        return None


class RLock:
    def __init__(self, hub=None):
        self._inner = Semaphore(1)
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=None):
        from .greenlet import getcurrent

        me = getcurrent()
        if self._owner is me:
            self._count += 1
            return True
        if self._inner.acquire(blocking, timeout):
            self._owner, self._count = me, 1
            return True
        return False

    def release(self):
        self._count -= 1
        if self._count == 0:
            self._owner = None
            self._inner.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()
