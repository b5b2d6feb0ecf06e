"""What is sent with a request: its body as text or as bytes, and what that says of its type."""

import json as _json
from urllib.parse import urlencode

from .exceptions import InvalidJSONError

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def encode(data, json, files):
    """The body, whether it is bytes (one character each), and its content type.

    Returns (None, False, None) when there is none.
    """
    if files:
        return _multipart(data, files)
    if data:
        return _data(data)
    if json is not None:
        try:
            return _json.dumps(json, allow_nan=False), False, JSON
        except ValueError as e:
            raise InvalidJSONError(e) from e
    return None, False, None


def _data(data):
    if isinstance(data, str):
        return data, False, FORM
    if isinstance(data, (bytes, bytearray)):
        return bytes(data).decode("latin-1"), True, None
    if hasattr(data, "read"):
        return _content(data).decode("latin-1"), True, None
    if hasattr(data, "items") or isinstance(data, (list, tuple)):
        pairs = []
        for key, values in data.items() if hasattr(data, "items") else data:
            for value in values if isinstance(values, (list, tuple, set)) else (values,):
                if value is not None:
                    pairs.append((key, value))
        return urlencode(pairs), False, FORM
    if hasattr(data, "__iter__"):
        return b"".join(_bytes(part) for part in data).decode("latin-1"), True, None
    return str(data), False, None


def _bytes(value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8")


def _content(value):
    return _bytes(value.read()) if hasattr(value, "read") else _bytes(value)


def _multipart(data, files):
    import os
    from binascii import hexlify

    boundary = hexlify(os.urandom(16)).decode("ascii")
    parts = []
    for name, values in (data.items() if hasattr(data, "items") else data or ()):
        for value in values if isinstance(values, (list, tuple)) else (values,):
            if value is not None:
                parts.append(_part(name, None, _bytes(value), None))
    for name, value in files.items() if hasattr(files, "items") else files:
        kind = None
        if isinstance(value, (tuple, list)):
            filename, content = value[0], value[1]
            kind = value[2] if len(value) > 2 else None
        else:
            filename = os.path.basename(getattr(value, "name", None) or name)
            content = value
        parts.append(_part(name, filename, _content(content), kind))
    mark = f"--{boundary}\r\n".encode("ascii")
    body = b"".join(mark + part for part in parts) + f"--{boundary}--\r\n".encode("ascii")
    return body.decode("latin-1"), True, f"multipart/form-data; boundary={boundary}"


def _part(name, filename, content, kind):
    head = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    if filename is not None:
        head += f'; filename="{_quoted(filename)}"'
    if kind:
        if "\r" in str(kind) or "\n" in str(kind):
            raise ValueError(f"a line break in a content type: {kind!r}")
        head += f"\r\nContent-Type: {kind}"
    return head.encode("utf-8") + b"\r\n\r\n" + content + b"\r\n"


def _quoted(name):
    """As browsers write it: what would end it is percent-encoded."""
    text = name.decode("utf-8") if isinstance(name, bytes) else str(name)
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def query(url, params):
    """The address with parameters behind what it has already."""
    if not params:
        return url
    if isinstance(params, (str, bytes)):
        encoded = params if isinstance(params, str) else params.decode("utf-8")
    else:
        pairs = []
        for key, values in params.items() if hasattr(params, "items") else params:
            for value in values if isinstance(values, (list, tuple, set)) else (values,):
                if value is not None:
                    pairs.append((key, value))
        encoded = urlencode(pairs)
    if not encoded:
        return url
    base, mark, fragment = url.partition("#")
    return f"{base}{'&' if '?' in base else '?'}{encoded}{mark}{fragment}"
