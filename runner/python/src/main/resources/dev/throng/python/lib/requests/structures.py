"""Dictionaries of headers."""

from collections.abc import Mapping, MutableMapping


class CaseInsensitiveDict(MutableMapping):
    """Keys are equal whatever their case; the case given last is kept."""

    def __init__(self, data=None, **kwargs):
        self._store = {}
        self._lines = None
        self.update({} if data is None else data, **kwargs)

    def __setitem__(self, key, value):
        self._lines = None
        self._store[key.lower()] = (key, value)

    def __getitem__(self, key):
        return self._store[key.lower()][1]

    def __delitem__(self, key):
        self._lines = None
        del self._store[key.lower()]

    def __contains__(self, key):
        return isinstance(key, str) and key.lower() in self._store

    def __iter__(self):
        return (key for key, value in self._store.values())

    def __len__(self):
        return len(self._store)

    def lower_items(self):
        return ((key, pair[1]) for key, pair in self._store.items())

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.lower_items()) == dict(CaseInsensitiveDict(other).lower_items())

    def copy(self):
        return CaseInsensitiveDict(self._store.values())

    def __repr__(self):
        return str(dict(self.items()))

    def lines(self):
        """All headers in the form in which they are sent; kept until one changes."""
        lines = self._lines
        if lines is None:
            lines = "".join([f"{_text(key)}: {_text(value)}\r\n" for key, value in self._store.values() if value is not None])
            self._lines = lines
        return lines


def _text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


class LookupDict(dict):
    """Names as attributes and as keys."""

    def __init__(self, name=None):
        self.name = name
        super().__init__()

    def __getitem__(self, key):
        return self.__dict__.get(key, None)

    def get(self, key, default=None):
        return self.__dict__.get(key, default)
