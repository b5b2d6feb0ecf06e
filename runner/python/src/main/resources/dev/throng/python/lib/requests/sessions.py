"""Sessions: headers, cookies and settings that requests share."""

import os

from . import _body
from .adapters import HTTPAdapter
from .certificates import certificates
from .cookies import RequestsCookieJar
from .hooks import default_hooks, dispatch_hook
from .models import PreparedRequest, Request, Response
from .problems import problem
from .structures import CaseInsensitiveDict
from .utils import default_headers

FOLLOW, INSECURE, STREAM = 1, 2, 4
_BUNDLE = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")


class Session:
    """Requests that belong together. A user's client is one too, with its own way to send."""

    __attrs__ = ["headers", "cookies", "auth", "params", "verify", "cert", "stream", "max_redirects"]

    def __init__(self):
        self.headers = default_headers()
        self.auth = None
        self.proxies = {}
        self.hooks = default_hooks()
        self.params = {}
        self.stream = False
        self.verify = True
        self.cert = None
        self.max_redirects = 30
        self.trust_env = True
        self.adapters = {}
        self._jar = None

    # How it sends

    def _channel(self):
        """The session in Java that sends."""
        from locust._host import host

        known = getattr(self, "_own_channel", None)
        if known is None:
            known = self._own_channel = host.uncounted()
        return known

    @property
    def headers(self):
        return self._headers

    @headers.setter
    def headers(self, value):
        self._headers = value if isinstance(value, CaseInsensitiveDict) else CaseInsensitiveDict(value)

    @property
    def cookies(self):
        if self._jar is None:
            self._jar = RequestsCookieJar(store=self._channel().cookies())
        return self._jar

    @cookies.setter
    def cookies(self, value):
        jar = self.cookies
        if value is not jar:
            copied = RequestsCookieJar()
            copied.update(value or {})
            jar.clear()
            jar.update(copied)

    def mount(self, prefix, adapter):
        self.adapters[prefix] = adapter
        if isinstance(adapter, HTTPAdapter):
            adapter._session = self

    def get_adapter(self, url):
        """The adapter with the longest prefix of the address; the usual one where none is mounted."""
        found = [prefix for prefix in self.adapters if url.lower().startswith(prefix.lower())]
        if found:
            return self.adapters[max(found, key=len)]
        usual = HTTPAdapter()
        usual._session = self
        return usual

    def close(self):
        """Connections are closed with the user, or when they have been idle."""

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    # Requests

    def prepare_request(self, request):
        headers = CaseInsensitiveDict(self.headers)
        headers.update(request.headers or {})
        params = {**_pairs(self.params), **_pairs(request.params)} if self.params else request.params
        prepared = PreparedRequest()
        prepared.prepare(
            request.method, request.url, headers, request.files, request.data, params, request.auth or self.auth,
            request.cookies, request.hooks, request.json,
        )
        return prepared

    def request(
        self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None,
        allow_redirects=True, proxies=None, hooks=None, stream=None, verify=None, cert=None, json=None,
    ):
        request = Request(method.upper(), url, headers, files, data, params, auth, cookies, hooks, json)
        return self.send(
            self.prepare_request(request), stream=stream, timeout=timeout, verify=verify, cert=cert, allow_redirects=allow_redirects
        )

    def send(self, request, stream=None, timeout=None, verify=None, cert=None, allow_redirects=True, proxies=None):
        adapter = self.get_adapter(request.url)
        if type(adapter).send is HTTPAdapter.send:
            adapter.add_headers(request)
            response = self._transport(request, stream, timeout, verify, cert, allow_redirects)
        else:
            response = adapter.send(request, stream=bool(stream), timeout=timeout, verify=verify, cert=cert, proxies=proxies)
        response = dispatch_hook("response", request.hooks, response)
        return dispatch_hook("response", self.hooks, response)

    def _transport(self, request, stream=None, timeout=None, verify=None, cert=None, follow=True):
        body = request.body
        binary = isinstance(body, (bytes, bytearray))
        text = body.decode("latin-1") if binary else body
        lines = _sendable(request.headers)
        flags = self._flags(follow, stream, verify, cert)
        reply = self._channel().exchange(request.method, request.url, lines, text, binary, flags, millis(timeout), None)
        response = Response()
        response._received(reply, (request.method, request.url, lines, text, binary), flags & STREAM)
        response._request = request if not reply.problem() and follow is False else None
        if reply.problem():
            raise problem(reply, response)
        return response

    def _flags(self, follow, stream, verify, cert):
        verified = self.verify if verify is None else verify
        cert = cert or self.cert
        flags = (FOLLOW if follow else 0) | (STREAM if (self.stream if stream is None else stream) else 0)
        if cert or _BUNDLE or verified not in (True, False, None):
            return flags | certificates(verified, cert, self.trust_env)
        return flags | (0 if verified else INSECURE)

    def get(self, url, **kwargs):
        kwargs.setdefault("allow_redirects", True)
        return self.request("GET", url, **kwargs)

    def options(self, url, **kwargs):
        kwargs.setdefault("allow_redirects", True)
        return self.request("OPTIONS", url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault("allow_redirects", False)
        return self.request("HEAD", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)


def _pairs(params):
    return dict(params or {})


def _sendable(headers):
    """Header lines without those that the engine writes itself."""
    if "Content-Length" in headers or "Connection" in headers:
        headers = CaseInsensitiveDict(headers)
        headers.pop("Content-Length", None)
        if str(headers.get("Connection", "")).lower() == "keep-alive":
            headers.pop("Connection")
    return headers.lines()


def millis(timeout):
    """A time-out in milliseconds; 0 is none. Of a pair (connect, read), the sum."""
    if timeout is None:
        return 0
    if isinstance(timeout, (tuple, list)):
        known = [part for part in timeout if part is not None]
        return max(1, int(sum(known) * 1000)) if known else 0
    if hasattr(timeout, "total"):
        return millis(timeout.total or timeout.read_timeout)
    return max(1, int(timeout * 1000))


def session():
    return Session()
