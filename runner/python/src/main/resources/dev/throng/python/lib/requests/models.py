"""Requests and responses. A response looks at what Java received only where it is asked."""

import json as _json

from . import _body
from .cookies import RequestsCookieJar, from_set_cookie
from .exceptions import HTTPError, JSONDecodeError, MissingSchema, StreamConsumedError
from .problems import broken
from .structures import CaseInsensitiveDict
from .utils import get_encoding_from_headers, parse_header_links, requote_uri

REDIRECT_STATI = (301, 302, 303, 307, 308)


class Request:
    """A request as the user says it."""

    def __init__(
        self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None, cookies=None, hooks=None, json=None
    ):
        self.method = method
        self.url = url
        self.headers = headers or {}
        self.files = files or []
        self.data = data or []
        self.json = json
        self.params = params or {}
        self.auth = auth
        self.cookies = cookies
        self.hooks = hooks

    def prepare(self):
        prepared = PreparedRequest()
        prepared.prepare(
            self.method, self.url, self.headers, self.files, self.data, self.params, self.auth, self.cookies, self.hooks, self.json
        )
        return prepared


class PreparedRequest:
    """A request as it is sent."""

    def __init__(self):
        self.method = None
        self.url = None
        self.headers = CaseInsensitiveDict()
        self.body = None
        self.hooks = {}
        self._cookies = None

    def prepare(
        self, method=None, url=None, headers=None, files=None, data=None, params=None, auth=None, cookies=None, hooks=None, json=None
    ):
        self.method = method.upper() if method else method
        self.prepare_url(url, params)
        self.prepare_headers(headers)
        self.prepare_cookies(cookies)
        self.prepare_body(data, files, json)
        self.prepare_auth(auth)
        self.hooks = hooks or {}

    def prepare_url(self, url, params):
        url = url.decode("utf-8") if isinstance(url, bytes) else str(url)
        if "://" not in url:
            raise MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
        self.url = requote_uri(_body.query(url.strip(), params))

    def prepare_headers(self, headers):
        self.headers = CaseInsensitiveDict()
        for key, value in (headers or {}).items():
            if value is not None:
                self.headers[key] = value

    def prepare_cookies(self, cookies):
        if cookies:
            pairs = cookies.items() if hasattr(cookies, "items") else ((c.name, c.value) for c in cookies)
            self.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in pairs)

    def prepare_body(self, data, files, json=None):
        text, binary, kind = _body.encode(data, json, files)
        self.body = text if text is None or not binary else text.encode("latin-1")
        if kind and "Content-Type" not in self.headers:
            self.headers["Content-Type"] = kind
        if text is not None:
            self.headers["Content-Length"] = str(len(text) if binary else len(text.encode("utf-8")))

    def prepare_auth(self, auth, url=""):
        if auth:
            from .auth import HTTPBasicAuth

            changed = (HTTPBasicAuth(*auth) if isinstance(auth, (tuple, list)) else auth)(self)
            self.__dict__.update(changed.__dict__)

    def prepare_hooks(self, hooks):
        self.hooks = hooks or {}

    def copy(self):
        other = PreparedRequest()
        other.__dict__.update(self.__dict__)
        other.headers = self.headers.copy()
        return other

    @property
    def path_url(self):
        rest = self.url.split("://", 1)[-1].partition("#")[0]
        slash = min([at for at in (rest.find("/"), rest.find("?")) if at >= 0], default=-1)
        path = rest[slash:] if slash >= 0 else ""
        return path if path.startswith("/") else "/" + path

    def __repr__(self):
        return f"<PreparedRequest [{self.method}]>"


class Response:
    """What came back, or what went wrong."""

    _UNKNOWN = object()

    # What a response has not been asked for costs it nothing.
    _reply = None
    _sent = None
    status_code = None
    _headers = None
    _cookies = None
    _content = None
    _encoding = _UNKNOWN
    _url = None
    _reason = None
    _elapsed = None
    _history = None
    _request = None
    _consumed = False
    _raw = None
    _incoming = None
    connection = None
    error = None

    def _received(self, reply, sent, streamed=False):
        """Fills the response. sent: method, address, header lines, body and whether that is bytes. Its status; -1 for a problem."""
        self._reply = reply
        self._sent = sent
        status = reply.outcome
        self.status_code = status if status >= 0 else reply.status()
        if streamed:
            self._incoming = reply.incoming()
        return status

    @property
    def headers(self):
        known = self._headers
        if known is None:
            known = CaseInsensitiveDict()
            if self._reply is not None:
                for line in self._reply.head().split("\r\n"):
                    name, separator, value = line.partition(":")
                    if separator:
                        value = value.strip()
                        known[name] = f"{known[name]}, {value}" if name in known else value
            self._headers = known
        return known

    @headers.setter
    def headers(self, value):
        self._headers = value

    @property
    def content(self):
        known = self._content
        if known is None:
            if self._incoming is not None:
                self._complete()
            known = b"" if self._reply is None else self._reply.latin().encode("latin-1")
            self._content = known
        return known

    def _complete(self):
        """Waits for what is still on its way."""
        if self._consumed:
            raise RuntimeError("The content for this response was already consumed")
        incoming, self._incoming = self._incoming, None
        kind = self._reply.complete()
        if kind:
            raise broken(kind, incoming.message())

    @property
    def text(self):
        if self._incoming is not None:
            self._complete()
        if self._reply is None or self._content is not None and self._encoding is not Response._UNKNOWN:
            return (self._content or b"").decode(self._encoding or "utf-8" if self._encoding is not Response._UNKNOWN else "utf-8", "replace")
        encoding = self._encoding
        return self._reply.text(None if encoding is Response._UNKNOWN or encoding is None else str(encoding))

    def json(self, **kwargs):
        if self._incoming is not None:
            self._complete()
        text = self.text if self._reply is None else self._reply.json_text()
        try:
            return _json.loads(text, **kwargs)
        except _json.JSONDecodeError as e:
            raise JSONDecodeError(e.msg, e.doc, e.pos) from e

    @property
    def encoding(self):
        if self._encoding is Response._UNKNOWN:
            return get_encoding_from_headers(self.headers)
        return self._encoding

    @encoding.setter
    def encoding(self, value):
        self._encoding = value

    @property
    def apparent_encoding(self):
        try:
            self.content.decode("utf-8")
            return "utf-8" if not self.content.isascii() else "ascii"
        except UnicodeDecodeError:
            return "ISO-8859-1"

    @property
    def url(self):
        if self._url is None and self._reply is not None:
            self._url = self._reply.url()
        return self._url

    @url.setter
    def url(self, value):
        self._url = value

    @property
    def reason(self):
        if self._reason is None and self._reply is not None:
            self._reason = self._reply.reason()
        return self._reason

    @reason.setter
    def reason(self, value):
        self._reason = value

    @property
    def elapsed(self):
        import datetime

        if self._elapsed is None:
            self._elapsed = datetime.timedelta(milliseconds=self._reply.millis() if self._reply is not None else 0)
        return self._elapsed

    @elapsed.setter
    def elapsed(self, value):
        self._elapsed = value

    @property
    def cookies(self):
        if self._cookies is None:
            head = self._reply.head() if self._reply is not None else ""
            lines = [line.split(":", 1)[1].strip() for line in head.split("\r\n") if line[:11].lower() == "set-cookie:"]
            self._cookies = from_set_cookie(lines) if lines else RequestsCookieJar()
        return self._cookies

    @cookies.setter
    def cookies(self, value):
        self._cookies = value

    @property
    def history(self):
        if self._history is None:
            self._history = []
            if self._reply is not None:
                flat = list(self._reply.hops())
                for status, url, location in zip(flat[0::3], flat[1::3], flat[2::3], strict=True):
                    hop = Response()
                    hop.status_code = int(status)
                    hop._url = url
                    hop._headers = CaseInsensitiveDict({"Location": location})
                    hop._request = self._as_sent(url)
                    self._history.append(hop)
        return self._history

    @history.setter
    def history(self, value):
        self._history = value

    @property
    def request(self):
        if self._request is None and self._sent is not None:
            self._request = self._as_sent(self.url or self._sent[1])
        return self._request

    @request.setter
    def request(self, value):
        self._request = value

    def _as_sent(self, url):
        method, _, lines, body, binary = self._sent
        prepared = PreparedRequest()
        prepared.method = method.upper()
        prepared.url = url
        for line in lines.split("\r\n"):
            name, separator, value = line.partition(": ")
            if separator:
                prepared.headers[name] = value
        prepared.body = body.encode("latin-1") if binary else body.encode("utf-8") if body is not None else None
        return prepared

    @property
    def ok(self):
        try:
            self.raise_for_status()
        except Exception as e:
            if isinstance(e, OSError) or type(e).__name__ == "CatchResponseError":
                return False
            raise
        return True

    def __bool__(self):
        return self.ok

    def __iter__(self):
        return self.iter_content(128)

    @property
    def is_redirect(self):
        return "location" in self.headers and self.status_code in REDIRECT_STATI

    @property
    def is_permanent_redirect(self):
        return "location" in self.headers and self.status_code in (301, 308)

    @property
    def next(self):
        return None

    @property
    def links(self):
        header = self.headers.get("link")
        return {link.get("rel") or link.get("url"): link for link in parse_header_links(header)} if header else {}

    def raise_for_status(self):
        status = self.status_code
        if status is not None and 400 <= status < 600:
            blame = "Client" if status < 500 else "Server"
            raise HTTPError(f"{status} {blame} Error: {self.reason} for url: {self.url}", response=self)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        if self._incoming is not None:
            return self._decoded(self._arriving(chunk_size), decode_unicode)
        return self._pieces(self.text if decode_unicode and self.encoding else self.content, chunk_size)

    @staticmethod
    def _pieces(content, chunk_size):
        size = chunk_size or len(content) or 1
        for at in range(0, len(content), size):
            yield content[at : at + size]

    def _arriving(self, chunk_size):
        """The body as it comes: in pieces of the size asked for, but where the server sends chunks, at once."""
        if self._consumed:
            raise StreamConsumedError()
        self._consumed = True
        incoming = self._incoming
        whole = chunk_size is not None and "chunked" not in self.headers.get("transfer-encoding", "").lower()
        size = chunk_size or 16384
        while part := incoming.read(size, whole):
            yield part.encode("latin-1")
        if incoming.problem():
            raise broken(incoming.problem(), incoming.message())

    def _decoded(self, parts, decode_unicode):
        encoding = self.encoding if decode_unicode else None
        if encoding is None:
            yield from parts
            return
        import codecs

        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        for part in parts:
            if text := decoder.decode(part):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text

    def iter_lines(self, chunk_size=512, decode_unicode=False, delimiter=None):
        pending = None
        for part in self.iter_content(chunk_size, decode_unicode):
            part = part if pending is None else pending + part
            lines = part.split(delimiter) if delimiter else part.splitlines()
            pending = lines.pop() if lines and lines[-1] and lines[-1][-1] == part[-1] else None
            yield from lines
        if pending is not None:
            yield pending

    @property
    def raw(self):
        """The body as a file."""
        if self._raw is None and self._reply is not None:
            self._raw = _Raw(self)
        return self._raw

    @raw.setter
    def raw(self, value):
        self._raw = value

    def close(self):
        """Gives up what is still on its way."""
        if self._incoming is not None:
            self._incoming.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


class _Raw:
    """A response's body as a file that is read once."""

    def __init__(self, response):
        self._response = response
        self._left = b""
        self._parts = None

    def read(self, amt=None, decode_content=None):
        if self._parts is None:
            self._parts = self._response.iter_content(None)
        while amt is None or len(self._left) < amt:
            part = next(self._parts, None)
            if part is None:
                break
            self._left += part
        amt = len(self._left) if amt is None else amt
        taken, self._left = self._left[:amt], self._left[amt:]
        return taken

    def stream(self, amt=65536, decode_content=None):
        while part := self.read(amt):
            yield part

    def __iter__(self):
        return self._response.iter_lines()

    def close(self):
        self._response.close()

    release_conn = close
