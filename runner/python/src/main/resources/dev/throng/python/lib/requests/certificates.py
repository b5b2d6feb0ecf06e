"""Certificates of one's own: those that a server's is checked against, and the one that is shown to it."""

import os

_known = {}


def certificates(verify, cert, trust_env=True):
    """What they add to a request's flags.

    verify: whether the server's certificate is looked at, or the file or folder of those who may have issued it
    cert: the file of a certificate with its key, or a pair of files
    """
    if verify in (True, None) and trust_env:
        verify = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True
    verify = os.fspath(verify) if hasattr(verify, "__fspath__") else verify
    cert = tuple(os.fspath(part) for part in cert) if isinstance(cert, (tuple, list)) else os.fspath(cert) if cert else None
    flags = _known.get((verify, cert))
    if flags is None:
        flags = _known[(verify, cert)] = _flags(verify, cert)
    return flags


def _flags(verify, cert):
    from locust._host import host

    trusted = ""
    if verify and verify is not True:
        if not os.path.exists(verify):
            raise OSError(f"Could not find a suitable TLS CA certificate bundle, invalid path: {verify}")
        trusted = _text(verify)
    own = ""
    for part, what in zip((cert,) if isinstance(cert, str) else cert or (), ("certificate", "key"), strict=False):
        if not os.path.exists(part):
            raise OSError(f"Could not find the TLS {what} file, invalid path: {part}")
        own += _text(part)
    try:
        return host.certificates(bool(verify), trusted, own)
    except BaseException as e:
        raise OSError(f"verify={verify!r}, cert={cert!r}: {getattr(e, 'getMessage', lambda: e)()}") from None


def _text(path):
    """What is in a file, or in all files of a folder."""
    paths = [os.path.join(path, name) for name in sorted(os.listdir(path))] if os.path.isdir(path) else [path]
    texts = []
    for each in paths:
        with open(each, encoding="latin-1") as file:
            texts.append(file.read())
    return "\n".join(texts) + "\n"
