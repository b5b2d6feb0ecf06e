"""Credentials of a request."""

import os
import re
from base64 import b64encode


def _basic_auth_str(username, password):
    pair = [part if isinstance(part, bytes) else str(part).encode("latin1") for part in (username, password)]
    return "Basic " + b64encode(b":".join(pair)).decode("ascii")


class AuthBase:
    """Changes a prepared request before it is sent."""

    def __call__(self, r):
        raise NotImplementedError("Auth hooks must be callable.")


class HTTPBasicAuth(AuthBase):
    def __init__(self, username, password):
        self.username = username
        self.password = password

    def __eq__(self, other):
        return self.username == getattr(other, "username", None) and self.password == getattr(other, "password", None)

    def __call__(self, r):
        r.headers["Authorization"] = _basic_auth_str(self.username, self.password)
        return r


class HTTPProxyAuth(HTTPBasicAuth):
    def __call__(self, r):
        r.headers["Proxy-Authorization"] = _basic_auth_str(self.username, self.password)
        return r


class HTTPDigestAuth(AuthBase):
    """Answers a server's challenge, which a request outside of the statistics fetches once; its nonce is used from then on."""

    def __init__(self, username, password):
        self.username = username
        self.password = password
        self._challenge = None
        self._uses = 0

    def __eq__(self, other):
        return self.username == getattr(other, "username", None) and self.password == getattr(other, "password", None)

    def __call__(self, r):
        if self._challenge is None:
            self._challenge = self._asked(r)
        if self._challenge:
            r.headers["Authorization"] = self._header(r.method, r.url)
        return r

    def forget(self):
        """Asks for another challenge, for example after a 401 for a nonce that is too old."""
        self._challenge = None
        self._uses = 0

    @staticmethod
    def _asked(r):
        from .exceptions import RequestException
        from .sessions import Session

        plain = r.copy()
        plain.headers.pop("Authorization", None)
        try:
            told = Session()._transport(plain, follow=False)
        except RequestException:
            return None  # the request itself will fail in the same way, and count
        scheme, _, rest = told.headers.get("www-authenticate", "").partition(" ")
        if told.status_code != 401 or scheme.lower() != "digest":
            return {}
        return {name.lower(): _ESCAPED.sub(r"\1", quoted) or bare for name, quoted, bare in _FIELD.findall(rest)}

    def _header(self, method, url):
        from urllib.parse import urlsplit

        asked = self._challenge
        algorithm = asked.get("algorithm", "MD5")
        digest = _digest(algorithm)
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        realm, nonce = asked.get("realm", ""), asked.get("nonce", "")
        self._uses += 1
        count = f"{self._uses:08x}"
        client_nonce = os.urandom(8).hex()
        secret = digest(f"{self.username}:{realm}:{self.password}")
        if algorithm.upper().endswith("-SESS"):
            secret = digest(f"{secret}:{nonce}:{client_nonce}")
        what = digest(f"{method}:{path}")
        wanted = [quality.strip() for quality in asked.get("qop", "").split(",") if quality.strip()]
        if wanted and "auth" not in wanted:
            raise NotImplementedError(f"digest authentication with qop={asked['qop']} is not supported, only auth")
        fields = f"username={_quoted(self.username)}, realm={_quoted(realm)}, nonce={_quoted(nonce)}, uri={_quoted(path)}"
        if wanted:
            fields += f', response="{digest(f"{secret}:{nonce}:{count}:{client_nonce}:auth:{what}")}"'
        else:
            fields += f', response="{digest(f"{secret}:{nonce}:{what}")}"'
        for name in ("opaque", "algorithm"):
            if name in asked:
                fields += f", {name}={_quoted(asked[name])}"
        return f"Digest {fields}" + (f', qop="auth", nc={count}, cnonce="{client_nonce}"' if wanted else "")


_FIELD = re.compile(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_ESCAPED = re.compile(r"\\(.)")
_HASHES = {"MD5": "md5", "SHA": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}


def _quoted(text):
    """A quoted string of HTTP."""
    return '"' + str(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _digest(algorithm):
    import hashlib

    name = _HASHES.get(algorithm.upper().removesuffix("-SESS"))
    if name is None:
        raise NotImplementedError(f"digest authentication by {algorithm} is not supported")
    return lambda text: hashlib.new(name, text.encode("utf-8")).hexdigest()
