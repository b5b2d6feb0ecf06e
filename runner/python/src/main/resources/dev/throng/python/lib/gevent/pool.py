"""Greenlets that belong together."""

from .greenlet import Greenlet, joinall, killall
from .lock import Semaphore


class Group:
    greenlet_class = Greenlet

    def __init__(self, *args):
        self.greenlets = set(args[0] if args else ())

    def __len__(self):
        return len(self.greenlets)

    def __iter__(self):
        return iter(set(self.greenlets))

    def __contains__(self, item):
        return item in self.greenlets

    def add(self, greenlet):
        self.greenlets.add(greenlet)
        greenlet.link(self.discard)

    def discard(self, greenlet):
        self.greenlets.discard(greenlet)

    def start(self, greenlet):
        self.add(greenlet)
        greenlet.start()

    def spawn(self, *args, **kwargs):
        made = self.greenlet_class(*args, **kwargs)
        self.start(made)
        return made

    def join(self, timeout=None, raise_error=False):
        joinall(self, timeout, raise_error)
        return not self.greenlets

    def kill(self, exception=None, block=True, timeout=None):
        killall(self, block=block, timeout=timeout)

    def killone(self, greenlet, exception=None, block=True, timeout=None):
        greenlet.kill(block=block, timeout=timeout)

    def map(self, function, iterable):
        return [made.get() for made in [self.spawn(function, item) for item in iterable]]

    def imap(self, function, *iterables, maxsize=None):
        return iter([made.get() for made in [self.spawn(function, *items) for items in zip(*iterables)]])

    imap_unordered = imap

    def apply(self, function, args=(), kwds=None):
        return self.spawn(function, *args, **(kwds or {})).get()

    def apply_async(self, function, args=(), kwds=None, callback=None):
        made = self.spawn(function, *args, **(kwds or {}))
        if callback:
            made.link_value(lambda ended: callback(ended.value))
        return made

    def map_async(self, function, iterable, callback=None):
        return Greenlet.spawn(self.map, function, list(iterable))


class Pool(Group):
    """A group of so many at most."""

    def __init__(self, size=None, greenlet_class=None):
        super().__init__()
        self.size = size
        self._places = Semaphore(size) if size else None
        if greenlet_class:
            self.greenlet_class = greenlet_class

    def start(self, greenlet):
        if self._places is not None:
            self._places.acquire()
        super().start(greenlet)

    def discard(self, greenlet):
        if greenlet in self.greenlets:
            super().discard(greenlet)
            if self._places is not None:
                self._places.release()

    def free_count(self):
        return 1 if self.size is None else max(0, self.size - len(self))

    def full(self):
        return self.free_count() <= 0

    def wait_available(self, timeout=None):
        return 1 if self._places is None else self._places.wait(timeout)
