"""The client of FastHttpUser. Here it sends by the same engine as the other one; names, results and errors are its own."""

import json as _json
import re
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from requests import _body
from requests.auth import _basic_auth_str
from requests.models import Response
from requests.problems import cause
from requests.sessions import FOLLOW, INSECURE, STREAM, _sendable
from requests.structures import CaseInsensitiveDict

from .._host import GreenletExit, session_here
from .._samples import Judged, Sample
from ..clients import RECORD, absolute_http_url_regexp
from ..exception import LocustError, StopTest
from ..user.users import NO_HOST, RestMixin, User
from ..util.deprecation import old_name as __getattr__

FAST = 16

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_USUAL = frozenset(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
_VALID = frozenset([200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 301, 302, 303, 304, 307, 308])


class LocustBadStatusCode(ConnectionError):
    """A status that is no success. Counted without its address, so that all of a name count together."""

    def __init__(self, url, code):
        super().__init__(url)
        self.url = url
        self.code = code

    def __str__(self):
        return f"URL={self.url}, code={self.code}"

    def __repr__(self):
        return f"LocustBadStatusCode(code={self.code})"


class FastHttpSession:
    """Requests of one user: paths below its base URL, cookies, names and results for the statistics."""

    def __init__(
        self, base_url, request_event, user, insecure=True, client_pool=None, ssl_context_factory=None, network_timeout=60.0,
        connection_timeout=60.0, max_redirects=30, headers=None, **kwargs,
    ):
        self.base_url = base_url
        self.request_event = request_event
        self.user = user
        self.insecure = insecure
        self.network_timeout = network_timeout
        self.connection_timeout = connection_timeout
        self.default_headers = headers
        self.auth_header = None
        self._session = getattr(user, "_session", None) or session_here()
        self._exchange = self._session.exchange
        self.request_name = None
        self._cookies = None
        self._plain = None
        self.client = self
        parsed = urlsplit(base_url or "")
        if parsed.username and parsed.password:
            netloc = (parsed.hostname or "") + (f":{parsed.port}" if parsed.port else "")
            self.base_url = parsed._replace(netloc=netloc).geturl()
            self.auth_header = _basic_auth_str(unquote(parsed.username), unquote(parsed.password))

    @property
    def cookiejar(self):
        from requests.cookies import RequestsCookieJar

        if self._cookies is None:
            self._cookies = RequestsCookieJar(store=self._session.cookies())
        return self._cookies

    def _build_url(self, path):
        return path if absolute_http_url_regexp.match(path) else f"{self.base_url}{path}"

    @contextmanager
    def rename_request(self, name):
        """Every request in the block that has no name of its own counts under this one."""
        self.request_name = name
        try:
            yield
        finally:
            self.request_name = None

    def request(
        self, method, url, name=None, data=None, catch_response=False, stream=False, headers=None, auth=None, json=None,
        allow_redirects=True, context={}, params=None, files=None, **kwargs,
    ):
        if kwargs:
            unknown = next(iter(kwargs))
            raise TypeError(f"FastHttpSession.request() got an unexpected keyword argument {unknown!r}")
        if method not in _USUAL and not _TOKEN.fullmatch(method):
            raise ValueError(f"invalid HTTP method {method!r}")
        whole = url if url[:4].lower() == "http" and absolute_http_url_regexp.match(url) else f"{self.base_url}{url}"
        if params:
            whole = _body.query(whole, params)
        name = name or self.request_name or url
        if name.__class__ is not str:
            name = str(name)
        if not headers and auth is None and data is None and json is None and not files:
            body, binary, lines = None, False, self._plain or self._plain_lines()
        else:
            body, binary, lines = self._content(headers, auth, data, json, files)
        flags = (FOLLOW if allow_redirects else 0) | (INSECURE if self.insecure else 0) | (STREAM if stream else 0) | FAST
        listeners = self.request_event._handlers
        counted = not catch_response and not listeners
        limit = int(self.network_timeout * 1000) if self.network_timeout else 0
        reply = self._exchange(method, whole, lines, body, binary, flags | RECORD if counted else flags, limit, name)
        response = ResponseContextManager() if catch_response else FastResponse()
        status = response._received(reply, (method, whole, lines, body, binary), stream)
        if status < 0:
            if reply.problem() == "leaving":
                raise GreenletExit()
            response.error = cause(reply) or ConnectionError(reply.message())
        elif status not in _VALID:
            response.error = LocustBadStatusCode(whole, status)
        if not counted:
            user_context = self.user.context() if self.user is not None else None
            response._session = self._session
            response._event = self.request_event
            response._context = {**user_context, **context} if user_context else context
            if not catch_response:
                response._report(response.error)
        return response

    def _plain_lines(self):
        self._plain = self._lines_with(None, None, None)
        return self._plain

    def _lines_with(self, headers, auth, added):
        merged = CaseInsensitiveDict(self.default_headers or {})
        merged.update(headers or {})
        if auth:
            merged["Authorization"] = _basic_auth_str(auth[0], auth[1])
        elif self.auth_header:
            merged["Authorization"] = self.auth_header
        for name, value in (added or {}).items():
            if name not in merged:
                merged[name] = value
        if "Accept-Encoding" not in merged:
            merged["Accept-Encoding"] = "gzip, deflate"
        return _sendable(merged)

    def _content(self, headers, auth, data, json, files):
        added = None
        if files:
            body, binary, kind = _body.encode(data, None, files)
            added = {"Content-Type": kind}
        elif data:
            body, binary, kind = _body.encode(data, None, None)
            added = {"Content-Type": kind} if kind and not isinstance(data, str) else None
        elif json is not None:
            body, binary = _json.dumps(json), False
            added = {"Content-Type": "application/json", "Accept": "application/json"}
        else:
            body, binary = None, False
        return body, binary, self._lines_with(headers, auth, added)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)

    def options(self, url, **kwargs):
        return self.request("OPTIONS", url, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def iter_lines(self, url, method="GET", **kwargs):
        response = self.request(method, url, stream=True, **kwargs)
        response.raise_for_status()
        response.encoding = response.encoding or "utf-8"
        yield from response.iter_lines(decode_unicode=True, delimiter="\n")


class FastHttpUser(User, RestMixin):
    """A user with the lighter of Locust's two clients."""

    network_timeout = 60.0
    connection_timeout = 60.0
    max_redirects = 30
    max_retries = 0
    insecure = True
    default_headers = None
    concurrency = 10
    proxy_host = None
    proxy_port = None
    client_pool = None
    ssl_context_factory = None
    abstract = True

    def __init__(self, environment):
        super().__init__(environment)
        if self.host is None:
            raise StopTest(NO_HOST)
        self.client = FastHttpSession(
            base_url=self.host,
            request_event=self.environment.events.request,
            user=self,
            insecure=self.insecure,
            network_timeout=self.network_timeout,
            connection_timeout=self.connection_timeout,
            max_redirects=self.max_redirects,
            headers=self.default_headers,
        )


class FastResponse(Sample, Response):
    """A response of the lighter client: no content at all when there was no response."""

    @property
    def content(self):
        return None if self._reply.problem() else Response.content.fget(self)

    @property
    def text(self):
        return None if self._reply.problem() else Response.text.fget(self)

    @property
    def headers(self):
        return None if self._reply.problem() else Response.headers.fget(self)

    @property
    def url(self):
        return self._sent[1]

    @url.setter
    def url(self, value):
        self._url = value

    def json(self, **kwargs):
        if self._incoming is not None:
            self._complete()
        return _json.loads(self._reply.json_text(), **kwargs)

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def stream(self):
        return self.raw

    def raise_for_status(self):
        if self.error is not None:
            raise self.error

    def __bool__(self):
        return True

    def success(self):
        raise LocustError("If you want to change the state of the request, you must pass catch_response=True.")

    def failure(self, *args, **kwargs):
        raise LocustError("If you want to change the state of the request, you must pass catch_response=True.")


class ResponseContextManager(Judged, FastResponse):
    """The same, to be judged in a with-block."""

    _catch_response = True
    js = None

    def _judge(self):
        return self.error


RestResponseContextManager = ResponseContextManager
ErrorResponse = FastResponse
