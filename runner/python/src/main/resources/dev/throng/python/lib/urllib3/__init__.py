"""Of urllib3 only what load tests touch: its warnings and the settings of retries."""

from . import exceptions
from .util import Retry, Timeout

__version__ = "2.5.0"


def disable_warnings(category=None):
    """Nothing to disable: an unverified certificate is not warned of on every request."""


def add_stderr_logger(level=None):
    return None


class PoolManager:
    """Connections are the engine's: each user has its own, as a browser does. Settings are accepted and have no effect."""

    def __init__(self, num_pools=10, headers=None, **connection_pool_kw):
        self.connection_pool_kw = connection_pool_kw
