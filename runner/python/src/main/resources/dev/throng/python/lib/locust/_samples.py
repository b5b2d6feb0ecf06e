"""What both clients' responses have in common: they are samples of the statistics, and code may judge them."""

from .exception import CatchResponseError, LocustError, ResponseError
from .log import shown


class Sample:
    """A response that is reported once to the statistics and to the listeners of the request event."""

    _session = None
    _event = None
    _context = {}
    _catch_response = False
    _meta = None

    def _first_url(self):
        return self._sent[1]

    @property
    def request_meta(self):
        """What the listeners of the request event are told; what is written here counts."""
        meta = self._meta
        if meta is None:
            reply = self._reply
            meta = self._meta = {
                "request_type": self._sent[0],
                "response_time": reply.millis(),
                "name": reply.name(),
                "context": self._context,
                "response": self,
                "exception": None,
                "start_time": reply.started(),
                "url": self._first_url(),
                "response_length": reply.length(),
            }
        return meta

    def _report(self, exception):
        session = self._session
        if session is None:
            return
        meta = self._meta
        text = "" if exception is None else shown(exception, repr)
        if meta is None:
            session.record(self._reply, text)
        else:
            method, name = str(meta["request_type"]), str(meta["name"])
            session.record_as(self._reply, method, name, meta["response_time"], meta["response_length"], text)
        if self._event._handlers:
            meta = self.request_meta
            meta["exception"] = exception
            self._event.tell(meta)


class Judged:
    """Lets the code of a with-block say how the response counts; without a word of it, ``_judge`` does."""

    _entered = False
    _manual_result = None

    def __enter__(self):
        self._entered = True
        return self

    def __exit__(self, exc, value, traceback):
        judged = self._manual_result
        if judged is not None:
            self._report(judged if isinstance(judged, Exception) else None)
            return exc is None
        if exc:
            if not isinstance(value, ResponseError):
                return False
            self._report(value)
            return True
        self._report(self._judge())
        return True

    def success(self):
        self._check()
        self._manual_result = True

    def failure(self, exc):
        self._check()
        self._manual_result = exc if isinstance(exc, Exception) else CatchResponseError(exc)

    def _check(self):
        if not self._entered:
            raise LocustError(
                "Tried to set status on a request that has not yet been made. Make sure you use a with-block, like"
                " this:\n\nwith self.client.request(..., catch_response=True) as response:\n    response.success()"
            )
