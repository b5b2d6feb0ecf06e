"""Handing things over."""

from collections import deque
from heapq import heappop, heappush
from queue import Empty, Full

from ._waiters import Waiters


class Queue:
    def __init__(self, maxsize=None, items=None):
        self.maxsize = maxsize or None
        self._items = self._make(items or ())
        self._getters = Waiters()
        self._putters = Waiters()
        self.unfinished_tasks = 0
        self._joiners = Waiters()

    def _make(self, items):
        return deque(items)

    def _take(self):
        return self._items.popleft()

    def _add(self, item):
        self._items.append(item)

    def qsize(self):
        return len(self._items)

    __len__ = qsize

    def __bool__(self):
        return True

    def empty(self):
        return not self._items

    def full(self):
        return self.maxsize is not None and len(self._items) >= self.maxsize

    def put(self, item, block=True, timeout=None):
        while self.full():
            if not block or not self._putters.wait(timeout):
                raise Full
        self._add(item)
        self.unfinished_tasks += 1
        self._getters.wake_one()

    def put_nowait(self, item):
        self.put(item, False)

    def get(self, block=True, timeout=None):
        while not self._items:
            if not block or not self._getters.wait(timeout):
                raise Empty
        item = self._take()
        self._putters.wake_one()
        return item

    def get_nowait(self):
        return self.get(False)

    def peek(self, block=True, timeout=None):
        while not self._items:
            if not block or not self._getters.wait(timeout):
                raise Empty
        return self._items[0]

    def task_done(self):
        self.unfinished_tasks -= 1
        if self.unfinished_tasks <= 0:
            self._joiners.wake_all()

    def join(self, timeout=None):
        while self.unfinished_tasks > 0:
            if not self._joiners.wait(timeout):
                return False
        return True

    def __iter__(self):
        return self

    def __next__(self):
        item = self.get()
        if item is StopIteration:
            raise StopIteration
        return item


SimpleQueue = UnboundQueue = JoinableQueue = Channel = Queue


class LifoQueue(Queue):
    def _make(self, items):
        return list(items)

    def _take(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _make(self, items):
        heap = []
        for item in items:
            heappush(heap, item)
        return heap

    def _take(self):
        return heappop(self._items)

    def _add(self, item):
        heappush(self._items, item)
