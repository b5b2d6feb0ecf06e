"""From what Java says went wrong to the exception that requests would raise."""

from .exceptions import (
    ChunkedEncodingError,
    ConnectionError,
    ConnectTimeout,
    ContentDecodingError,
    InvalidSchema,
    InvalidURL,
    MissingSchema,
    ReadTimeout,
    SSLError,
    TooManyRedirects,
)


def cause(reply):
    """The exception at the bottom, as an operating system would name it; what failures are counted under."""
    kind, message = reply.problem(), reply.message()
    if kind == "refused":
        return ConnectionRefusedError(111, "Connection refused")
    if kind == "reset":
        return ConnectionResetError(104, "Connection reset by peer")
    if kind == "closed":
        return RemoteDisconnected("Remote end closed connection without response")
    if kind == "dns":
        import socket

        return socket.gaierror(-2, "Name or service not known")
    return None


class RemoteDisconnected(ConnectionResetError):
    pass


def problem(reply, response):
    """The exception for a request without a response."""
    kind, message = reply.problem(), reply.message()
    request = response.request
    below = cause(reply)
    if below is not None:
        raised = ConnectionError(below, request=request)
        raised.__context__ = below
    elif kind == "timeout":
        raised = ReadTimeout(message, request=request)
    elif kind == "connect":
        raised = ConnectTimeout(message, request=request)
    elif kind == "tls":
        raised = SSLError(message, request=request)
    elif kind == "redirect":
        raised = TooManyRedirects(message, request=request)
    elif kind == "coding":
        raised = ContentDecodingError(message, request=request)
    elif kind == "protocol":
        raised = ChunkedEncodingError(message, request=request)
    elif kind == "schema":
        raised = MissingSchema(message, request=request)
    elif kind == "scheme":
        raised = InvalidSchema(message, request=request)
    elif kind == "url":
        raised = InvalidURL(message, request=request)
    else:
        raised = ConnectionError(message, request=request)
    return raised


def broken(kind, message):
    """The exception for a response that breaks off while it is read."""
    if kind == "leaving":
        from locust._host import GreenletExit

        return GreenletExit()
    return ConnectionError(message) if kind == "timeout" else ChunkedEncodingError(f"Connection broken: {message}")


NEVER_SENT = (MissingSchema, InvalidSchema, InvalidURL)
