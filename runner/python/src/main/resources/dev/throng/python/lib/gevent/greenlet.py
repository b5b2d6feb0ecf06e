"""Functions that run beside others."""

import sys
import threading

from locust._host import GreenletExit, host, sleep

from ._waiters import Waiters
from .timeout import Timeout

_here = threading.local()


class Greenlet:
    """A function on a thread of its own."""

    def __init__(self, run=None, *args, **kwargs):
        if run is not None:
            self._run = run
        self.args = args
        self.kwargs = kwargs
        self.value = None
        self.exception = None
        self.exc_info = ()
        self._started = False
        self._done = False
        self._delay = 0
        self._thread = None
        self._waiters = Waiters()
        self._links = []
        self.name = getattr(run, "__name__", type(self).__name__)

    def start(self):
        if not self._started:
            self._started = True
            self._thread = host.spawn(self._live)

    def start_later(self, seconds):
        self._delay = seconds
        self.start()

    def _live(self):
        _here.greenlet = self
        try:
            if self._delay:
                sleep(self._delay)
            self.value = self._run(*self.args, **self.kwargs)
        except GreenletExit as e:
            self.value = e
        except BaseException as e:
            self.exception = e
            self.exc_info = sys.exc_info()
            from locust import log

            log.unhandled_greenlet_exception = True
            log.problem("Unhandled exception in greenlet", e)
        finally:
            self._done = True
            self._waiters.wake_all()
            for callback in self._links:
                callback(self)

    def _run(self, *args, **kwargs):
        return None

    def ready(self):
        return self._done

    @property
    def dead(self):
        return self._done

    @property
    def started(self):
        return self._started and not self._done

    def __bool__(self):
        return self.started

    def successful(self):
        return self._done and self.exception is None

    def join(self, timeout=None):
        while not self._done:
            if not self._waiters.wait(timeout):
                return

    def get(self, block=True, timeout=None):
        if block:
            self.join(timeout)
        if not self._done:
            raise Timeout(timeout)
        if self.exception is not None:
            raise self.exception
        return self.value

    def kill(self, exception=GreenletExit, block=True, timeout=None):
        if not self._started:
            self._started = self._done = True
            self.value = GreenletExit()
            return
        if not self._done:
            self._thread.kill()
            if block and getcurrent() is not self:
                self.join(timeout)

    def throw(self, *args):
        self.kill(block=False)

    def link(self, callback):
        if self._done:
            callback(self)
        else:
            self._links.append(callback)

    def unlink(self, callback):
        if callback in self._links:
            self._links.remove(callback)

    def link_value(self, callback):
        self.link(lambda ended: callback(ended) if ended.successful() else None)

    def link_exception(self, callback):
        self.link(lambda ended: None if ended.successful() else callback(ended))

    rawlink = link

    @classmethod
    def spawn(cls, *args, **kwargs):
        made = cls(*args, **kwargs)
        made.start()
        return made

    @classmethod
    def spawn_later(cls, seconds, *args, **kwargs):
        made = cls(*args, **kwargs)
        made.start_later(seconds)
        return made


class _Main:
    """Stands for a thread that is no greenlet of ours: a user's own, or the one that loaded the file."""

    dead = False
    args = ()
    value = None

    def kill(self, exception=GreenletExit, block=True, timeout=None):
        host.session().leave(True)

    def throw(self, *args):
        self.kill()


def getcurrent():
    known = getattr(_here, "greenlet", None)
    if known is None:
        known = _here.greenlet = _Main()
    return known


def spawn(function, *args, **kwargs):
    if isinstance(function, type) and issubclass(function, Greenlet):
        return function.spawn(*args, **kwargs)
    return Greenlet.spawn(function, *args, **kwargs)


def spawn_later(seconds, function, *args, **kwargs):
    return Greenlet.spawn_later(seconds, function, *args, **kwargs)


def joinall(greenlets, timeout=None, raise_error=False, count=None):
    import time

    end = None if timeout is None else time.monotonic() + timeout
    done = []
    for each in list(greenlets):
        each.join(None if end is None else max(0, end - time.monotonic()))
        if raise_error and each.exception is not None:
            raise each.exception
        if each.ready():
            done.append(each)
            if count is not None and len(done) >= count:
                break
    return done


def wait(objects=None, timeout=None, count=None):
    return joinall(objects or (), timeout, count=count)


def iwait(objects, timeout=None, count=None):
    yield from joinall(objects, timeout, count=count)


def kill(greenlet, exception=GreenletExit):
    greenlet.kill(exception, block=False)


def killall(greenlets, exception=GreenletExit, block=True, timeout=None):
    all_of_them = list(greenlets)
    for each in all_of_them:
        each.kill(exception, block=False)
    if block:
        joinall(all_of_them, timeout)
