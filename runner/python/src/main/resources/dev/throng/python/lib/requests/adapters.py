"""Adapters: mounted for an address, they may change how requests to it are sent."""

from urllib3.util import Retry

from .exceptions import InvalidSchema

__all__ = ("BaseAdapter", "HTTPAdapter", "Retry")

DEFAULT_POOLSIZE = 10
DEFAULT_RETRIES = 0


class BaseAdapter:
    def __init__(self):
        super().__init__()

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        raise NotImplementedError

    def close(self):
        """Nothing to close."""


class HTTPAdapter(BaseAdapter):
    """Sends over the session that it is mounted on."""

    def __init__(self, pool_connections=10, pool_maxsize=10, max_retries=0, pool_block=False):
        super().__init__()
        self.max_retries = max_retries
        self.config = {}
        self._session = None

    def init_poolmanager(self, *args, **kwargs):
        """Connections are the engine's."""

    def add_headers(self, request, **kwargs):
        """For subclasses."""

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        if self._session is None:
            raise InvalidSchema("an adapter sends only when it is mounted on a session")
        return self._session._transport(request, stream=stream, timeout=timeout, verify=verify, cert=cert, follow=False)

    def close(self):
        """Nothing to close."""
