"""From locustfiles on disk to classes of users, or to what is wrong with the files."""

import importlib.util
import json
import os
import sys
import traceback
from types import SimpleNamespace

import locust

from . import env, log
from ._form import settings
from ._host import GreenletExit, host
from ._loaded import Loaded
from .event import Events
from .exception import Unsupported
from .user.task import filter_tasks_by_tags
from .user.users import User

_STANDARD = os.path.dirname(os.path.abspath(os.__file__))
_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def load(request):
    """Imports the files that a request (JSON) names. What is in them, or what is wrong with them, as JSON.

    The request: files, options (for parsed_options), rest (arguments that the command line does not know), users (only
    these classes), tags, excluded_tags, equal_weights, shape (whether a shape of the file counts).
    """
    asked = json.loads(request)
    options = asked["options"]
    log.configure(options.get("loglevel") or "INFO", options.get("logfile"), bool(options.get("skip_log_setup")))
    loaded = []
    locust.events = Events()
    sys.path.extend(folder for folder in asked.get("path", ()) if folder not in sys.path)
    try:
        for path in asked["files"]:
            loaded.append(_import(path))
    except GreenletExit:
        raise
    except BaseException as problem:
        return mistake(problem, path)
    try:
        return json.dumps(_contents(asked, loaded))
    except (ValueError, SystemExit) as problem:
        return json.dumps({"mistakes": [{"file": "", "line": 0, "message": log.shown(problem)}]})
    except Exception as problem:
        return mistake(problem, path)


def _import(path):
    path = os.path.abspath(path)
    folder, name = os.path.split(path)
    for place in (os.getcwd(), folder):
        if place in sys.path:
            sys.path.remove(place)
        sys.path.insert(0, place)
    module_name = name.removesuffix(".py").replace("-", "_")
    if module_name == "locust":
        # Under its own name it would hide the package.
        module_name = "locustfile"
    spec = importlib.util.spec_from_file_location(module_name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    spec.loader.exec_module(module)
    return module


def mistake(problem, path):
    """What ``load`` answers where the files' own code has thrown."""
    return json.dumps({"mistakes": [_mistake(problem, path)]})


def _mistake(problem, path):
    """An exception of an import, at the innermost line that is the user's own."""
    file, line = path, 0
    if isinstance(problem, SyntaxError) and problem.filename:
        file, line = problem.filename, problem.lineno or 0
    else:
        file, line = _innermost(problem) or (file, line)
    message = problem.msg if isinstance(problem, SyntaxError) else log.shown(problem)
    if isinstance(problem, SystemExit):
        message = f"sys.exit({problem.code!r}) is called when the file is imported, so there is nothing to run"
    elif isinstance(problem, ModuleNotFoundError):
        message = _missing(problem)
    elif isinstance(problem, ImportError) and (problem.path or "").startswith(_HERE) and problem.name:
        message = f"{message.partition(' (')[0]}, as there is none of it here. {_OURS[problem.name.partition('.')[0]]}"
    elif not isinstance(problem, Unsupported) and type(problem).__name__ != "OldLocustfile":
        message = f"{type(problem).__name__}: {message}" if message else type(problem).__name__
    return {"file": file, "line": line, "message": message}


def _innermost(problem):
    """File and number of the innermost line that is the user's own."""
    place = None
    for frame in traceback.extract_tb(problem.__traceback__):
        if not frame.filename.startswith((_HERE, "<", _STANDARD)):
            place = frame.filename, frame.lineno or 0
    return place


def refusal(problem):
    """What is said of an exception before any user is there."""
    place = _innermost(problem)
    return f"{type(problem).__name__}: {log.shown(problem)}" + (f" ({place[0]}:{place[1]})" if place else "")


_OURS = {
    "locust": "What a locustfile needs is in locust, locust.exception, locust.clients, locust.env, locust.runners, locust.stats and locust.user",
    "gevent": "There are spawn, sleep, joinall, pool, queue, lock, event, local, Timeout and monkey, on the threads of the JVM",
    "requests": "There are sessions, exceptions, adapters, auth, cookies, structures, codes and utils, over the engine's connections",
    "urllib3": "There are its exceptions, disable_warnings, PoolManager and util.retry",
    "geventhttpclient": "FastHttpUser needs none of it here",
}


_NATIVE = {
    "numpy", "pandas", "grpc", "psycopg2", "pymongo", "bson", "orjson", "ujson", "lxml", "cryptography", "pydantic_core", "scipy",
    "confluent_kafka", "playwright", "zmq", "msgpack", "psutil", "uvloop", "google", "PIL", "cv2", "torch", "Crypto", "nacl", "bcrypt", "pyarrow",
}


_INSTEAD = {
    "pyquery": "it needs lxml, which holds compiled code. Read HTML by html.parser of Python itself, or by BeautifulSoup with 'html.parser'"
    " (pip install --target packages beautifulsoup4, PYTHONPATH=packages)",
    "locust_plugins": "its users and listeners need Locust's own internals. Of what it offers, --check-* is --threshold here, the timescale listener"
    " is /metrics, and its CSV reader is three lines of csv",
}

_OWN_CLIENT = (
    "Locust has it as a client for a protocol of its own; this package does not. Write a User with a client of its own, and"
    " events.request.fire(...) for what it measures, over a package in pure Python or a plain socket"
)


def _missing(problem):
    name, _, part = (problem.name or "").partition(".")
    if name == "locust" and part.startswith("contrib."):
        return f"no module named {problem.name!r}: {_OWN_CLIENT}"
    if name in _OURS:
        return f"no module named {problem.name!r}: of {name}, this is not here. {_OURS[name]}"
    if name in _INSTEAD:
        return f"no module named {problem.name!r}: {_INSTEAD[name]}"
    if name in _NATIVE:
        return (
            f"no module named {problem.name!r}: it holds compiled code, which runs in CPython only. Do without it, or do that part"
            " in Python or in a service of its own"
        )
    return (
        f"no module named {problem.name!r}. A package in pure Python is found when its folder lies beside the file, in the working"
        f" directory or on PYTHONPATH, for example: pip install --target packages {name}, PYTHONPATH=packages"
    )


def _is_user_class(item):
    return isinstance(item, type) and issubclass(item, User) and item.abstract is False


def _is_shape_class(item):
    return (
        isinstance(item, type)
        and issubclass(item, locust.LoadTestShape)
        and item is not locust.LoadTestShape
        and not item.abstract
        and item.__dict__.get("abstract", False) is not True
    )


def _contents(asked, modules):
    known, shapes = {}, {}
    for module in modules:
        for item in vars(module).values():
            if _is_user_class(item):
                if item.__name__ in known and known[item.__name__] is not item:
                    raise ValueError(f"two user classes are called {item.__name__}; their figures could not be told apart")
                known[item.__name__] = item
            elif _is_shape_class(item):
                shapes[item.__name__] = item
    options, wanted = _options(asked)
    wanted = list(asked["users"]) + wanted
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise ValueError(f"Unknown User(s): {', '.join(unknown)}; the file has: {', '.join(sorted(known)) or 'none'}")
    chosen = {name: known[name] for name in known if not wanted or name in wanted}
    for name, cls in chosen.items():
        for attribute in ("weight", "fixed_count"):
            if not isinstance(getattr(cls, attribute), (int, float)):
                raise ValueError(f"{name}.{attribute} must be a number, not {getattr(cls, attribute)!r}")
    chosen = {name: cls for name, cls in chosen.items() if cls.weight > 0 or cls.fixed_count > 0}
    if not chosen:
        raise ValueError("No User class found! It must be a subclass of User, HttpUser or FastHttpUser and not abstract")
    Loaded.classes = dict(sorted(chosen.items()))
    Loaded.defined = list(chosen)
    Loaded.options = options
    Loaded.shape = next(iter(shapes.values()), None)
    if len(shapes) > 1:
        host.warn(f"{len(shapes)} load shapes in the file ({', '.join(shapes)}); {Loaded.shape.__name__} is taken")
    Loaded.environment = _environment(asked, modules)
    return _described(asked)


def _options(asked):
    """Everything that parsed_options holds: the command line's own, and what the file's own options say."""
    values = SimpleNamespace(**asked["options"])
    rest = list(asked["rest"])
    Loaded.parser = None
    if not locust.events.init_command_line_parser._handlers:
        unknown = [argument for argument in rest if argument.startswith("-")]
        if unknown:
            raise ValueError(f"unrecognized arguments: {' '.join(unknown)}")
        return values, rest
    from .argument_parser import LocustArgumentParser

    parser = LocustArgumentParser(prog="locust", add_help=False, allow_abbrev=False)
    parser.add_argument("user_classes", nargs="*", default=[])
    locust.events.init_command_line_parser.fire(parser=parser)
    Loaded.parser = parser
    parsed = parser.parse_args(rest)
    wanted = parsed.user_classes
    for name, value in vars(parsed).items():
        setattr(values, name, value)
    return values, wanted


def _environment(asked, modules):
    options = Loaded.options
    environment = env.Environment(
        user_classes=list(Loaded.classes.values()),
        shape_class=Loaded.shape() if Loaded.shape and asked.get("shape", True) else None,
        tags=asked["tags"] or None,
        locustfile=os.path.basename(asked["files"][0]),
        exclude_tags=asked["excluded_tags"] or None,
        events=locust.events,
        host=options.host,
        parsed_options=options,
        parsed_locustfiles=asked["files"],
        available_user_classes=dict(Loaded.classes),
        available_shape_classes={},
        available_user_tasks={name: list(cls.tasks) for name, cls in Loaded.classes.items()},
    )
    if options.host:
        for cls in environment.user_classes:
            cls.host = options.host
    if asked["tags"] or asked["excluded_tags"]:
        for cls in environment.user_classes:
            filter_tasks_by_tags(cls, set(asked["tags"]) or None, set(asked["excluded_tags"]) or None)
    if asked.get("equal_weights"):
        _equal_weights(environment.user_classes)
    environment.events.request._recorder = _count
    return environment


def _equal_weights(classes):
    for cls in classes:
        cls.weight = 1
        flat, left = [], list(cls.tasks)
        while left:
            item = left.pop()
            if hasattr(item, "tasks"):
                left.extend(item.tasks)
            elif item not in flat:
                flat.append(item)
        cls.tasks = flat


def _described(asked):
    environment = Loaded.environment
    return {
        "users": [
            {
                "name": cls.__name__,
                "weight": float(cls.weight),
                "fixed": int(cls.fixed_count),
                "host": cls.host or "",
                "tasks": len(cls.tasks),
                "insecure": bool(getattr(cls, "insecure", False)),
            }
            for cls in environment.user_classes
        ],
        "settings": settings(),
        "shape": type(environment.shape_class).__name__ if environment.shape_class else "",
        "shape_uses_options": bool(environment.shape_class and environment.shape_class.use_common_options),
    }


def _count(
    request_type=None, name=None, response_time=None, response_length=None, exception=None, context=None, response=None, **kwargs
):
    """A sample that user code has measured itself."""
    text = "" if not exception else exception if isinstance(exception, str) else log.shown(exception, repr)
    host.sample(str(request_type), str(name), float(response_time or 0), int(response_length or 0), text)
