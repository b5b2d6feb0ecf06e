class HTTPError(Exception):
    pass


class HTTPWarning(Warning):
    pass


class PoolError(HTTPError):
    pass


class TimeoutError(HTTPError):
    pass


class ReadTimeoutError(TimeoutError):
    pass


class ConnectTimeoutError(TimeoutError):
    pass


class NewConnectionError(ConnectTimeoutError):
    pass


class MaxRetryError(PoolError):
    pass


class ProtocolError(HTTPError):
    pass


class SSLError(HTTPError):
    pass


class ProxyError(HTTPError):
    pass


class LocationParseError(HTTPError):
    pass


class SecurityWarning(HTTPWarning):
    pass


class InsecureRequestWarning(SecurityWarning):
    pass


class InsecurePlatformWarning(SecurityWarning):
    pass


class SubjectAltNameWarning(SecurityWarning):
    pass


class SNIMissingWarning(HTTPWarning):
    pass
