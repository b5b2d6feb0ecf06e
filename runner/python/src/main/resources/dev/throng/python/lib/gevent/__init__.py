"""gevent's names on virtual threads: greenlets that let each other go on where they wait."""

from locust._host import GreenletExit
from locust._host import sleep as _sleep

from .greenlet import Greenlet, getcurrent, iwait, joinall, kill, killall, spawn, spawn_later, wait
from .timeout import Timeout, check, limited, with_timeout

__version__ = "25.9.1"
version_info = (25, 9, 1)


def sleep(seconds=0, ref=True):
    """Lets others go on for so long, or until a time-out of the caller strikes."""
    _sleep(limited(seconds or 0))
    check()


def idle(priority=0):
    sleep(0)


def spawn_raw(function, *args, **kwargs):
    return spawn(function, *args, **kwargs)


def get_hub():
    from .hub import get_hub as known

    return known()


def reinit():
    """Nothing to begin anew: nothing forks."""
