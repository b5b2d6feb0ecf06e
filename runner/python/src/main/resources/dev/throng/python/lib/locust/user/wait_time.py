"""How long a user waits between two tasks."""

import random
from time import time


def between(min_wait, max_wait):
    """Evenly between two bounds, in seconds."""
    return lambda instance: min_wait + random.random() * (max_wait - min_wait)


def constant(wait_time):
    """Always so many seconds."""
    return lambda instance: wait_time


def constant_pacing(wait_time):
    """So that a task starts every so many seconds, however long it takes; one that takes longer is followed at once."""

    def wait_time_func(self):
        run_time = time() - self._cp_last_run - self._cp_last_wait_time
        self._cp_last_wait_time = max(0, wait_time - run_time)
        self._cp_last_run = time()
        return self._cp_last_wait_time

    return wait_time_func


def constant_throughput(task_runs_per_second):
    """So that a task starts so many times a second."""
    return constant_pacing(1 / task_runs_per_second)
