"""Cookies, as a mapping of names to values."""

from collections.abc import MutableMapping


class CookieConflictError(RuntimeError):
    pass


def create_cookie(name, value, **kwargs):
    from http.cookiejar import Cookie

    domain = kwargs.get("domain", "")
    path = kwargs.get("path", "/")
    return Cookie(
        kwargs.get("version", 0), name, value, kwargs.get("port"), bool(kwargs.get("port")), domain, bool(domain),
        domain.startswith("."), path, bool(path), kwargs.get("secure", False), kwargs.get("expires"),
        kwargs.get("discard", True), kwargs.get("comment"), kwargs.get("comment_url"), kwargs.get("rest", {"HttpOnly": None}),
        kwargs.get("rfc2109", False),
    )


class OwnCookies:
    """Cookies that belong to no user: those of a response, or of a plain session."""

    def __init__(self):
        self._all = {}

    def set(self, name, value, domain, path):
        self._all[(name, domain, path)] = value

    def remove(self, name, domain, path):
        for key in [key for key in self._all if key[0] == name and domain in (None, key[1]) and path in (None, key[2])]:
            del self._all[key]

    def clear(self):
        self._all.clear()

    def flat(self):
        return [part for (name, domain, path), value in self._all.items() for part in (name, value, domain, path)]


class RequestsCookieJar(MutableMapping):
    """Reads and changes the cookies that are sent; a user's own live in the engine."""

    def __init__(self, policy=None, store=None):
        self._store = OwnCookies() if store is None else store

    def _each(self):
        flat = list(self._store.flat())
        return zip(flat[0::4], flat[1::4], flat[2::4], flat[3::4], strict=True)

    def get(self, name, default=None, domain=None, path=None):
        found = default
        for known, value, its_domain, its_path in self._each():
            if known == name and domain in (None, its_domain) and path in (None, its_path):
                found = value
        return found

    def set(self, name, value, **kwargs):
        if value is None:
            self._store.remove(name, kwargs.get("domain"), kwargs.get("path"))
            return None
        if hasattr(value, "value") and hasattr(value, "key"):
            value = value.value
        self._store.set(name, str(value), kwargs.get("domain") or "", kwargs.get("path") or "/")
        return create_cookie(name, value, **kwargs)

    def set_cookie(self, cookie, *args, **kwargs):
        self._store.set(cookie.name, cookie.value or "", cookie.domain or "", cookie.path or "/")

    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise KeyError(f"name={name!r}, domain=None, path=None")
        return value

    def __setitem__(self, name, value):
        self.set(name, value)

    def __delitem__(self, name):
        self._store.remove(name, None, None)

    def __contains__(self, name):
        return any(known == name for known, *_ in self._each())

    def __iter__(self):
        return iter([create_cookie(name, value, domain=domain, path=path) for name, value, domain, path in self._each()])

    def __len__(self):
        return sum(1 for _ in self._each())

    def keys(self):
        return [name for name, *_ in self._each()]

    def values(self):
        return [value for _, value, *_ in self._each()]

    def items(self):
        return [(name, value) for name, value, *_ in self._each()]

    iterkeys, itervalues, iteritems = keys, values, items

    def get_dict(self, domain=None, path=None):
        return {
            name: value
            for name, value, its_domain, its_path in self._each()
            if domain in (None, its_domain) and path in (None, its_path)
        }

    def list_domains(self):
        return list(dict.fromkeys(domain for _, _, domain, _ in self._each()))

    def list_paths(self):
        return list(dict.fromkeys(path for _, _, _, path in self._each()))

    def clear(self, domain=None, path=None, name=None):
        if name is None and domain is None:
            self._store.clear()
        else:
            for known, _, its_domain, its_path in list(self._each()):
                if name in (None, known) and domain in (None, its_domain) and path in (None, its_path):
                    self._store.remove(known, its_domain, its_path)

    def update(self, other=(), **kwargs):
        if isinstance(other, RequestsCookieJar):
            for name, value, domain, path in other._each():
                self._store.set(name, value, domain, path)
        elif hasattr(other, "set_cookie"):
            for cookie in other:
                self.set_cookie(cookie)
        else:
            for name, value in dict(other, **kwargs).items():
                self.set(name, value)

    def copy(self):
        jar = RequestsCookieJar()
        jar.update(self)
        return jar

    def __repr__(self):
        return f"<RequestsCookieJar[{', '.join(f'{name}={value}' for name, value in self.items())}]>"


def cookiejar_from_dict(cookie_dict, cookiejar=None, overwrite=True):
    jar = RequestsCookieJar() if cookiejar is None else cookiejar
    for name, value in (cookie_dict or {}).items():
        if overwrite or name not in jar:
            jar.set(name, value)
    return jar


def dict_from_cookiejar(jar):
    return {cookie.name: cookie.value for cookie in jar}


def add_dict_to_cookiejar(jar, cookie_dict):
    return cookiejar_from_dict(cookie_dict, jar)


def from_set_cookie(lines):
    """The cookies of a response's own Set-Cookie lines."""
    jar = RequestsCookieJar()
    for line in lines:
        pair, *attributes = line.split(";")
        name, separator, value = pair.partition("=")
        if separator:
            known = dict(part.strip().lower().partition("=")[::2] for part in attributes)
            jar.set(name.strip(), value.strip().strip('"'), domain=known.get("domain", ""), path=known.get("path", "/"))
    return jar
