"""Tasks and sets of tasks: what a user does, in which order, and how it gets out again."""

import random
from collections import deque
from time import time

from .. import log
from .._host import GreenletExit, host
from ..exception import (
    InterruptTaskSet,
    MissingWaitTimeError,
    RescheduleTask,
    RescheduleTaskImmediately,
    StopTest,
    StopUser,
)

LOCUST_STATE_RUNNING, LOCUST_STATE_WAITING, LOCUST_STATE_STOPPING = ["running", "waiting", "stopping"]


def task(weight=1):
    """Marks a method or an inner task set as a task; ``@task(3)`` is picked three times as often as ``@task``."""

    def mark(func):
        if func.__name__ in ("on_stop", "on_start"):
            report = f"task decorator on {func.__name__}: it is called by itself and cannot be a task"
            raise ValueError(report)
        func.locust_task_weight = weight
        return func

    if callable(weight):
        func, weight = weight, 1
        return mark(func)
    return mark


def tag(*tags):
    """Names a task or a task set for --tags and --exclude-tags."""
    if not tags or callable(tags[0]):
        raise ValueError("No tag name was supplied")

    def mark(decorated):
        if hasattr(decorated, "tasks"):
            decorated.tasks = [tag(*tags)(task) for task in decorated.tasks]
        else:
            if "locust_tag_set" not in decorated.__dict__:
                decorated.locust_tag_set = set()
            decorated.locust_tag_set |= set(tags)
        return decorated

    return mark


def get_tasks_from_base_classes(bases, class_dict):
    """Every task of a class as often as its weight says: inherited ones, those of ``tasks``, decorated ones."""
    found = []
    for base in bases:
        found += getattr(base, "tasks", None) or []
    declared = class_dict.get("tasks")
    if declared is not None:
        for item in declared.items() if isinstance(declared, dict) else declared:
            if isinstance(item, tuple):
                item, count = item
                found += [item] * count
            else:
                found.append(item)
    for item in class_dict.values():
        weight = getattr(item, "locust_task_weight", None)
        if weight is not None:
            found += [item] * weight
    return found


def is_markov_taskset(holder):
    return type(holder).__name__ == "MarkovTaskSetMeta"


def filter_tasks_by_tags(holder, tags=None, exclude_tags=None, checked=None):
    """Leaves only what --tags and --exclude-tags admit, in nested task sets too."""
    checked = {} if checked is None else checked
    kept = []
    for item in holder.tasks:
        if item not in checked:
            if hasattr(item, "tasks"):
                filter_tasks_by_tags(item, tags, exclude_tags, checked)
                checked[item] = bool(item.tasks) or is_markov_taskset(item)
            else:
                own = getattr(item, "locust_tag_set", set())
                checked[item] = (tags is None or bool(own & tags)) and not (exclude_tags and own & exclude_tags)
        if checked[item]:
            kept.append(item)
    holder.tasks = kept
    if not kept and not is_markov_taskset(holder):
        host.warn(f"{holder.__name__} had no tasks left after filtering, instantiating it will fail!")


class TaskSetMeta(type):
    """Collects a class's tasks when it is defined."""

    def __new__(mcs, classname, bases, class_dict):
        class_dict["tasks"] = get_tasks_from_base_classes(bases, class_dict)
        return type.__new__(mcs, classname, bases, class_dict)


class TaskSet(metaclass=TaskSetMeta):
    """Tasks that a user performs one after the other, picked by weight, until the set is interrupted."""

    tasks = []
    min_wait = None
    max_wait = None
    wait_function = None

    def __init__(self, parent):
        self._task_queue = deque()
        self._time_start = time()
        self._parent = parent
        self._user = parent.user if isinstance(parent, TaskSet) else parent
        self.min_wait = self.min_wait or self._user.min_wait
        self.max_wait = self.max_wait or self._user.max_wait
        self.wait_function = self.wait_function or self._user.wait_function
        self._cp_last_run = time()
        self._cp_last_wait_time = 0

    @property
    def user(self):
        return self._user

    @property
    def parent(self):
        return self._parent

    @property
    def client(self):
        return self._user.client

    def on_start(self):
        """Called when a user begins with this set."""

    def on_stop(self):
        """Called when a user ends with this set, or leaves."""

    def run(self):
        try:
            self.on_start()
        except InterruptTaskSet as e:
            raise (RescheduleTaskImmediately if e.reschedule else RescheduleTask)(e.reschedule) from e
        while True:
            self._turn()

    def _turn(self):
        try:
            if not self._task_queue:
                self.schedule_task(self.get_next_task())
            try:
                if self._user._state == LOCUST_STATE_STOPPING:
                    raise StopUser()
                self.execute_next_task()
            except RescheduleTaskImmediately:
                self._sleep(0)
            except RescheduleTask:
                self.wait()
            else:
                self.wait()
        except InterruptTaskSet as e:
            self._stopped()
            raise (RescheduleTaskImmediately if e.reschedule else RescheduleTask)(e.reschedule) from e
        except GreenletExit:
            # The engine wants the user to leave. What that entails may send requests, so it waits until they are let through.
            self._user._to_stop.append(self)
            raise
        except (StopUser, StopTest):
            self._stopped(always=True)
            raise
        except Exception as e:
            environment = self._user.environment
            environment.events.user_error.fire(user_instance=self, exception=e, tb=e.__traceback__)
            if not environment.catch_exceptions:
                raise
            log.failed_task(self._user, e)
            self.wait()

    def _stopped(self, always=False):
        try:
            self.on_stop()
        except (StopUser, StopTest, GreenletExit):
            if not always:
                raise
        except Exception as e:
            log.problem("Uncaught exception in on_stop", e)

    def execute_next_task(self):
        self.execute_task(self._task_queue.popleft())

    def execute_task(self, task):
        if getattr(task, "__self__", None) is self:
            task()
        elif hasattr(task, "tasks") and issubclass(task, TaskSet):
            task(self).run()
        else:
            task(self)

    def schedule_task(self, task_callable, first=False):
        """Puts a task into the user's queue, at its head when ``first``."""
        if first:
            self._task_queue.appendleft(task_callable)
        else:
            self._task_queue.append(task_callable)

    def get_next_task(self):
        if not self.tasks:
            raise Exception(_no_tasks(self, "use the @task decorator or set the 'tasks' attribute of the TaskSet"))
        return random.choice(self.tasks)

    def wait_time(self):
        """Seconds until the next task; the user's own unless the set has another."""
        user = self._user
        if user.wait_time:
            return user.wait_time()
        if self.min_wait is not None and self.max_wait is not None:
            return random.randint(self.min_wait, self.max_wait) / 1000.0
        raise MissingWaitTimeError(
            f"You must define a wait_time method on either the {type(user).__name__} or {type(self).__name__} class"
        )

    def wait(self):
        """Waits for ``wait_time``; a user that is to leave does so here."""
        user = self._user
        if user._state == LOCUST_STATE_STOPPING:
            raise StopUser()
        user._state = LOCUST_STATE_WAITING
        self._sleep(self.wait_time())
        if user._state == LOCUST_STATE_STOPPING:
            raise StopUser()
        user._state = LOCUST_STATE_RUNNING

    def _sleep(self, seconds):
        try:
            goes_on = self._user._round(seconds)
        except TypeError:
            raise TypeError(f"wait_time gives {seconds!r}: it must be a number, of seconds") from None
        if not goes_on:
            raise GreenletExit()

    def interrupt(self, reschedule=True):
        """Ends this set; the parent goes on, at once if ``reschedule``, else after its wait."""
        raise InterruptTaskSet(reschedule)


class DefaultTaskSet(TaskSet):
    """The outermost set of every user: the tasks of its class, with the user as their ``self``."""

    def get_next_task(self):
        tasks = self._user.tasks
        if not tasks:
            raise Exception(
                _no_tasks(
                    self._user,
                    "Use the @task decorator or set the 'tasks' attribute of the User"
                    " (or mark it as abstract = True if you only intend to subclass it)",
                )
            )
        return random.choice(tasks)

    def execute_task(self, task):
        if hasattr(task, "tasks") and issubclass(task, TaskSet):
            task(self._user).run()
        else:
            task(self._user)


def _no_tasks(holder, what_to_do):
    known = getattr(holder, "task", None)
    hint = ", but you have set a 'task' attribute - maybe you meant to set 'tasks'?" if known else "."
    return f"No tasks defined on {type(holder).__name__}{hint} {what_to_do}"
