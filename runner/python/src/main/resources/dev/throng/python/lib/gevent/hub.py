from .greenlet import getcurrent
from .timeout import Timeout


class _Loop:
    @staticmethod
    def now():
        import time

        return time.monotonic()


class Hub:
    """Only a name: there is no event loop in Python."""

    loop = _Loop()
    NOT_ERROR = ()


_hub = Hub()


def get_hub(*args, **kwargs):
    return _hub
