"""The engine, as this package sees it: one object that Java hands over, and a session for every user."""

import polyglot

host = polyglot.import_value("throng")


class GreenletExit(BaseException):
    """Thrown into a user or greenlet that is to end. No ``except Exception`` catches it."""


def sleep(seconds=0):
    """Lets others go on for so long; ends whoever is to leave meanwhile."""
    if not host.sleep(seconds or 0):
        raise GreenletExit()


def session_here():
    """What of the run the calling thread is: a user's session, or one that belongs to nobody."""
    return host.session()
