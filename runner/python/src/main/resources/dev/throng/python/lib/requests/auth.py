"""Credentials of a request."""

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
    def __init__(self, username, password):
        raise NotImplementedError("HTTPDigestAuth is not supported here; send the header yourself, or use basic auth or a token")
