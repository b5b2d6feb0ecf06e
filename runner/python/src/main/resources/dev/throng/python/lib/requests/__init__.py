"""The part of requests that load tests use. Calls go out from Java and do not count in the run's statistics."""

from . import adapters, auth, cookies, exceptions, hooks, models, packages, sessions, structures, utils
from .api import delete, get, head, options, patch, post, put, request
from .exceptions import (
    ConnectionError,
    ConnectTimeout,
    FileModeWarning,
    HTTPError,
    JSONDecodeError,
    ReadTimeout,
    RequestException,
    Timeout,
    TooManyRedirects,
    URLRequired,
)
from .models import PreparedRequest, Request, Response
from .sessions import Session, session
from .status_codes import codes

__version__ = "2.32.5"
__title__ = "requests"


def check_compatibility(*args, **kwargs):
    return None
