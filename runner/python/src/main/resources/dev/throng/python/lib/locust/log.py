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
    """Gives the root logger Locust's format, whatever the file has given it when it was imported."""
    logging = sys.modules.get("logging")
    if logging is None or _skip:
        return
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
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


def shown(exception, by=str):
    """What an exception says of itself, by ``str`` or ``repr``; of one that cannot say it, its kind."""
    try:
        return by(exception)
    except Exception as problem:
        return f"<{type(exception).__name__}, whose text raised {type(problem).__name__}>"


_MOST_PLACES = 1000
_places = {}


def _led_to(exception):
    """The lines of code that led to it. A task that throws does so again and again, and to look them up takes long."""
    frames, trace = [], exception.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append((code.co_filename, code.co_name, trace.tb_lineno, trace.tb_lasti))
        trace = trace.tb_next
    key = tuple(frames)
    text = _places.get(key)
    if text is None:
        text = "".join(traceback.format_tb(exception.__traceback__))
        if len(_places) < _MOST_PLACES:
            _places[key] = text
    return text


def _in_full(exception, places):
    """As Python writes it."""
    kind = type(exception)
    chained = exception.__cause__ is not None or exception.__context__ is not None or hasattr(exception, "__notes__")
    if chained or issubclass(kind, (SyntaxError, BaseExceptionGroup, NameError, AttributeError, ImportError)):
        return "".join(traceback.format_exception(exception))
    name = kind.__qualname__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__qualname__}"
    text = shown(exception)
    return f"Traceback (most recent call last):\n{places}{name}: {text}\n" if text else f"Traceback (most recent call last):\n{places}{name}\n"


def failed_task(user, exception):
    """An exception in a task: counted by message and lines of code, and written."""
    places = _led_to(exception)
    lines = _in_full(exception, places)
    user._session.exception(shown(exception) or type(exception).__name__, places, lines)
    logging = sys.modules.get("logging")
    if logging is not None and logging.getLogger().handlers:
        logging.getLogger("locust.user.task").error("%s\n%s", shown(exception), lines)
