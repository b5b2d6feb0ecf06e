"""Locust's log lines: on standard error, with the host's name and the level."""

import sys
import traceback

unhandled_greenlet_exception = False

_level = "INFO"
_file = None
_skip = False


def configure(level, file, skip):
    """Takes what the command line says; the logging module itself is set up when somebody has imported it."""
    global _level, _file, _skip
    _level = level.upper()
    _file = file
    _skip = skip


def set_up():
    """Gives the root logger Locust's format, unless the file has given it another one."""
    logging = sys.modules.get("logging")
    if logging is None or _skip:
        return
    root = logging.getLogger()
    if root.handlers:
        return
    import socket

    handler = logging.FileHandler(_file) if _file else logging.StreamHandler()
    host = socket.gethostname()
    handler.setFormatter(logging.Formatter(f"[%(asctime)s] {host}/%(levelname)s/%(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(getattr(logging, _level, logging.INFO))


def problem(what, exception):
    """Writes an exception that nobody has caught, with the lines of code that led to it."""
    lines = "".join(traceback.format_exception(exception))
    logging = sys.modules.get("logging")
    if logging is not None and logging.getLogger().handlers:
        logging.getLogger("locust").error("%s: \n%s", what, lines)
    else:
        print(f"{what}:\n{lines}", file=sys.stderr, end="")


def setup_logging(loglevel="INFO", logfile=None):
    import logging

    configure(loglevel, logfile, False)
    set_up()
    return logging.getLogger()


def failed_task(user, exception):
    """An exception in a task: counted by message and lines of code, and written."""
    lines = "".join(traceback.format_exception(exception))
    user._session.exception(str(exception) or type(exception).__name__, "".join(traceback.format_tb(exception.__traceback__)), lines)
    logging = sys.modules.get("logging")
    if logging is not None and logging.getLogger().handlers:
        logging.getLogger("locust.user.task").error("%s\n%s", exception, lines)
