"""The client of HttpUser: a session of requests whose every request is a sample."""

import re
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from requests import _body
from requests.adapters import HTTPAdapter
from requests.auth import HTTPBasicAuth
from requests.exceptions import RequestException
from requests.models import PreparedRequest, Response
from requests.problems import NEVER_SENT, cause, problem
from requests.sessions import STREAM, Session, _sendable, millis
from requests.structures import CaseInsensitiveDict

from ._host import GreenletExit, session_here
from ._samples import Judged, Sample
from .exception import LocustError

absolute_http_url_regexp = re.compile(r"^https?://", re.IGNORECASE)

RECORD = 8
_LEAVING = "leaving"


class HttpSession(Session):
    """Like requests.Session, with the base URL in front of paths, and with names and results for the statistics."""

    def __init__(self, base_url, request_event, user, *args, pool_manager=None, **kwargs):
        self.user = user
        self.request_event = request_event
        self.request_name = None
        self._session = getattr(user, "_session", None) or session_here()
        self._exchange = self._session.exchange
        super().__init__()
        self.base_url = base_url
        parsed = urlsplit(base_url or "")
        if parsed.username and parsed.password:
            netloc = parsed.hostname + (f":{parsed.port}" if parsed.port else "")
            self.base_url = parsed._replace(netloc=netloc).geturl()
            self.auth = HTTPBasicAuth(unquote(parsed.username), unquote(parsed.password))
        self._lines_of = None
        self._lines = ""

    def _channel(self):
        return self._session

    def _build_url(self, path):
        return path if absolute_http_url_regexp.match(path) else f"{self.base_url}{path}"

    @contextmanager
    def rename_request(self, name):
        """Every request in the block counts under this name."""
        self.request_name = name
        try:
            yield
        finally:
            self.request_name = None

    def request(
        self, method, url, name=None, catch_response=False, context={}, *, data=None, json=None, params=None, headers=None,
        cookies=None, files=None, auth=None, timeout=None, allow_redirects=True, proxies=None, hooks=None, stream=None,
        verify=None, cert=None,
    ):
        if isinstance(url, bytes):
            url = url.decode("utf-8")
        if isinstance(method, bytes):
            method = method.decode("ascii")
        name = name or self.request_name or None
        if name is not None and name.__class__ is not str:
            name = str(name)
        whole = url if url[:4].lower() == "http" and absolute_http_url_regexp.match(url) else f"{self.base_url}{url}"
        if params or self.params:
            whole = _body.query(whole, {**dict(self.params), **dict(params)} if params and self.params else params or self.params)
        body, binary, kind = (None, False, None) if data is None and json is None and not files else _body.encode(data, json, files)
        lines = self._header_lines(headers, kind, cookies)
        auth = auth or self.auth
        if auth is not None or self.adapters or hooks:
            method, whole, lines, body, binary = self._adapted(method, whole, lines, body, binary, auth)
        flags = self._flags(allow_redirects, stream, verify, cert)
        listeners = self.request_event._handlers
        response = ResponseContextManager()
        response._catch_response = catch_response
        response._event = self.request_event
        if not catch_response and not listeners:
            reply = self._exchange(method, whole, lines, body, binary, flags | RECORD, millis(timeout), name)
        else:
            reply = self._exchange(method, whole, lines, body, binary, flags, millis(timeout), name)
            response._session = self._session
        if response._received(reply, (method, whole, lines, body, binary), flags & STREAM) < 0:
            if reply.problem() == _LEAVING:
                raise GreenletExit()
            response.error = problem(reply, response)
            if isinstance(response.error, NEVER_SENT):
                raise response.error
        user_context = self.user.context() if self.user is not None and listeners else None
        response._context = {**user_context, **context} if user_context else context
        if response._session is not None and not catch_response:
            response.__exit__(None, None, None)
        if hooks or self.hooks["response"]:
            from requests.hooks import dispatch_hook

            response = dispatch_hook("response", self.hooks, dispatch_hook("response", hooks, response))
        return response

    def _header_lines(self, headers, kind, cookies):
        """What of the headers is constant between two requests is made once."""
        own = self._headers
        if not headers and not cookies:
            lines = own._lines
            if lines is None or lines is not self._lines_of:
                self._lines = _sendable(own)
                self._lines_of = own.lines()
            if kind and "content-type" not in own._store:
                return f"{self._lines}Content-Type: {kind}\r\n"
            return self._lines
        merged = CaseInsensitiveDict(own)
        for key, value in (headers or {}).items():
            if value is None:
                merged.pop(key, None)
            else:
                merged[key] = value
        if kind and "content-type" not in merged._store:
            merged["Content-Type"] = kind
        if cookies:
            pairs = cookies.items() if hasattr(cookies, "items") else ((cookie.name, cookie.value) for cookie in cookies)
            merged["Cookie"] = "; ".join(f"{name}={value}" for name, value in pairs)
        return _sendable(merged)

    def _adapted(self, method, url, lines, body, binary, auth):
        """Lets credentials and adapters change what is sent."""
        prepared = PreparedRequest()
        prepared.method = method
        prepared.url = url
        prepared.body = body.encode("latin-1") if binary else body
        for line in lines.split("\r\n"):
            name, separator, value = line.partition(": ")
            if separator:
                prepared.headers[name] = value
        prepared.prepare_auth(auth)
        adapter = self.get_adapter(url) if self.adapters else None
        if adapter is not None:
            if type(adapter).send is not HTTPAdapter.send:
                adapter = _Changed(adapter, prepared)
                prepared = adapter.request
            else:
                adapter.add_headers(prepared)
        body = prepared.body
        binary = isinstance(body, (bytes, bytearray))
        return prepared.method, prepared.url, _sendable(prepared.headers), body.decode("latin-1") if binary else body, binary


class _Changed:
    """What an adapter of the user's own makes of a request before it hands it on."""

    def __init__(self, adapter, request):
        self.request = request
        session = adapter._session
        adapter._session = self
        try:
            adapter.send(request)
        except _Enough:
            pass
        finally:
            adapter._session = session

    def _transport(self, request, **settings):
        self.request = request
        raise _Enough()


class _Enough(BaseException):
    pass


class ResponseContextManager(Judged, Sample, Response):
    """A response that the user may judge, in a with-block."""

    def _first_url(self):
        return self._reply.first_url()

    @property
    def content(self):
        return None if self._reply.problem() else Response.content.fget(self)

    def raise_for_status(self):
        judged = self._manual_result
        if not judged:
            if self.error is not None:
                raise self.error
            Response.raise_for_status(self)
        elif isinstance(judged, Exception):
            raise judged

    def __enter__(self):
        self._entered = True
        if not self._catch_response:
            raise LocustError("In order to use a with-block for requests, you must also pass catch_response=True")
        return self

    def _judge(self):
        """What is wrong with the response by itself, in Locust's words: with the sample's name for the address."""
        if self.error is not None:
            return cause(self._reply) or self.error
        status = self.status_code
        if not 400 <= status < 600:
            return None
        url, self._url = self._url, self._reply.name() if self._meta is None else self._meta["name"]
        try:
            Response.raise_for_status(self)
        except RequestException as e:
            return e
        finally:
            self._url = url
        return None


class RestResponseContextManager(ResponseContextManager):
    """What ``rest()`` gives, by name."""

    js = None


class LocustHttpAdapter(HTTPAdapter):
    """The adapter that every session has; here for its name."""

    def __init__(self, pool_manager=None, *args, **kwargs):
        self.poolmanager = pool_manager
        super().__init__(*args, **kwargs)
