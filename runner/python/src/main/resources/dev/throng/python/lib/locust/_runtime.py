"""What Java calls: loads locustfiles, makes users of their classes, fires their events."""

import importlib.util
import json
import os
import sys
import traceback
from types import SimpleNamespace

import locust
from polyglot import ForeignException

from . import env, log, runners
from ._compat import exit_code
from ._host import GreenletExit, host
from .event import Events
from .exception import StopTest, StopUser, Unsupported
from .user.task import TaskSet, filter_tasks_by_tags
from .user.users import User

_STANDARD = os.path.dirname(os.path.abspath(os.__file__))
_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class _Run:
    """The one run of this process: what the files hold, and what belongs to all users."""

    classes = {}
    defined = ()
    shape = None
    environment = None
    options = None


# Loading


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
    _Run.classes = dict(sorted(chosen.items()))
    _Run.defined = list(chosen)
    _Run.options = options
    _Run.shape = next(iter(shapes.values()), None)
    if len(shapes) > 1:
        host.warn(f"{len(shapes)} load shapes in the file ({', '.join(shapes)}); {_Run.shape.__name__} is taken")
    _Run.environment = _environment(asked, modules)
    return _described(asked)


def _options(asked):
    """Everything that parsed_options holds: the command line's own, and what the file's own options say."""
    values = SimpleNamespace(**asked["options"])
    rest = list(asked["rest"])
    if not locust.events.init_command_line_parser._handlers:
        unknown = [argument for argument in rest if argument.startswith("-")]
        if unknown:
            raise ValueError(f"unrecognized arguments: {' '.join(unknown)}")
        return values, rest
    from .argument_parser import LocustArgumentParser

    parser = LocustArgumentParser(prog="locust", add_help=False, allow_abbrev=False)
    parser.add_argument("user_classes", nargs="*", default=[])
    locust.events.init_command_line_parser.fire(parser=parser)
    parsed = parser.parse_args(rest)
    wanted = parsed.user_classes
    for name, value in vars(parsed).items():
        setattr(values, name, value)
    return values, wanted


def _environment(asked, modules):
    options = _Run.options
    environment = env.Environment(
        user_classes=list(_Run.classes.values()),
        shape_class=_Run.shape() if _Run.shape and asked.get("shape", True) else None,
        tags=asked["tags"] or None,
        locustfile=os.path.basename(asked["files"][0]),
        exclude_tags=asked["excluded_tags"] or None,
        events=locust.events,
        host=options.host,
        parsed_options=options,
        parsed_locustfiles=asked["files"],
        available_user_classes=dict(_Run.classes),
        available_shape_classes={},
        available_user_tasks={name: list(cls.tasks) for name, cls in _Run.classes.items()},
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
    environment = _Run.environment
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
        "shape": type(environment.shape_class).__name__ if environment.shape_class else "",
        "shape_uses_options": bool(environment.shape_class and environment.shape_class.use_common_options),
    }


def describe(what):
    """What Locust's --list and --show-task-ratio print, or a LoadTest in YAML."""
    if what.startswith("loadtest "):
        from .translate import translate

        return translate(list(_Run.classes.values()), _Run.environment, _ticks(), what.partition(" ")[2])
    if what == "classes":
        return "Available Users:\n" + "\n".join(f"    {name}" for name in _Run.defined)
    shares = ratios()
    if what == "ratios-json":
        return json.dumps(shares, indent=4)
    rule = "-" * 80
    lines = ["", " Task ratio per User class", rule, *_lines(shares["per_class"]), "", " Total task ratio", rule, *_lines(shares["total"])]
    return "\n".join(lines)


def _ticks(most=24 * 3600):
    """What the shape wants, second by second, to its end."""
    users = 0
    for second in range(most if _Run.environment.shape_class else 0):
        wanted = tick(second, users)
        if wanted is None:
            return
        users = wanted[0]
        yield wanted[0], wanted[1]


def _lines(shares, level=0):
    lines = []
    for name, entry in shares.items():
        indent = "  " * level
        lines.append(f" {indent + format(entry['ratio'] * 100, '<6.1f'):<10} {indent + name:<50}")
        lines += _lines(entry.get("tasks") or {}, level + 1)
    return lines


def ratios():
    """The share of every task, as Locust's --show-task-ratio gives it: within its class or set, and of all users together."""
    counts = _distributed([_Run.classes[name] for name in _Run.defined], int(_Run.options.num_users or 0))
    users = sum(counts.values()) or 1
    each, total = {}, {}
    for name in _Run.defined:
        cls = _Run.classes[name]
        share = counts[name] / users
        each[name] = {"ratio": share, "tasks": _shares(cls.tasks, None)}
        total[name] = {"ratio": share, "tasks": _shares(cls.tasks, share)}
    return {"per_class": each, "total": total}


def _distributed(classes, users):
    """How many users of each class there are of so many; of 0, in the proportion of the weights."""
    fixed = sum(cls.fixed_count for cls in classes)
    weights = sum(cls.weight for cls in classes if not cls.fixed_count)
    rest = max(0, (users or (1 if fixed else weights)) - fixed)
    return {cls.__name__: cls.fixed_count or round(cls.weight / weights * rest) for cls in classes}


def _shares(tasks, share):
    """Of a class's or set's tasks: of all that its user does, or of the share that is given."""
    counted = {}
    for item in tasks:
        counted[item] = counted.get(item, 0) + 1
    shares = {}
    for item, count in counted.items():
        ratio = count * (1.0 if share is None else share) / len(tasks)
        entry = {"ratio": ratio}
        if isinstance(item, type) and issubclass(item, TaskSet):
            entry["tasks"] = _shares(item.tasks, None if share is None else ratio)
        shares[item.__name__] = entry
    return shares


# The run


def begin(role):
    """Makes the runner (local, master or worker) and tells the file that all is set up."""
    environment = _Run.environment
    if role == "master":
        environment.create_master_runner()
    elif role == "worker":
        environment.create_worker_runner("", 0)
    else:
        environment.create_local_runner()
    log.set_up()
    environment.events.init.fire(environment=environment, runner=environment.runner, web_ui=None)


def started():
    environment = _Run.environment
    environment.runner.state = runners.STATE_SPAWNING
    environment.events.test_start.fire(environment=environment)
    environment.runner.state = runners.STATE_RUNNING


def spawned(users):
    _Run.environment.events.spawning_complete.fire(user_count=users)


def stopping():
    environment = _Run.environment
    environment.runner.state = runners.STATE_STOPPING
    environment.events.test_stopping.fire(environment=environment)


def stopped():
    environment = _Run.environment
    environment.runner.state = runners.STATE_STOPPED
    environment.events.test_stop.fire(environment=environment)


def quitting(like_locust):
    """Fires quitting; the exit code that a listener has set, or -1. Listeners may look at the statistics."""
    environment = _Run.environment
    environment.events.quitting.fire(environment=environment, reverse=True)
    code = environment.process_exit_code
    if code is None:
        failed = environment.stats.total.num_failures or host.exceptions()
        return 2 if like_locust and log.unhandled_greenlet_exception and not failed else -1
    return int(code)


def quit(exit_code):
    _Run.environment.events.quit.fire(exit_code=exit_code)


def tick(second, users):
    """What the shape wants from this second on: users and rate, or None when the run is over."""
    shape = _Run.environment.shape_class
    shape._second = float(second)
    shape._users = users
    wanted = shape.tick()
    if not wanted:
        return None
    try:
        users, rate, classes = (*wanted, None)[:3]
        return [int(users), float(rate), *(cls.__name__ for cls in classes or ())]
    except (TypeError, ValueError, AttributeError):
        raise TypeError(
            f"{type(shape).__name__}.tick() gives {wanted!r}: it must be (users, spawn rate), (users, spawn rate, [classes])"
            " or None"
        ) from None


def run_user(name, session):
    """The life of one user, on its own thread, until the engine wants it to leave or it has done its work.

    Returns the user when the engine still has to let it leave, None when there is nothing more to do.
    """
    user = None
    try:
        user = _Run.classes[name](_Run.environment)
        user.run()
    except GreenletExit:
        return user
    except StopTest as wish:
        host.stop_run(str(wish) or "StopTest was raised")
    except StopUser:
        pass
    except Exception as problem:
        log.unhandled_greenlet_exception = True
        if user is None or user._taskset_instance is None:
            log.failed_task(SimpleNamespace(_session=session), problem)
    except SystemExit as wish:
        host.exit(exit_code(wish.code))
    except KeyboardInterrupt:
        host.stop_run("KeyboardInterrupt was raised")
    except BaseException as problem:
        # The user is gone, as a greenlet that dies of it; what the engine ends is none of Python's own.
        if isinstance(problem, ForeignException):
            raise
        log.failed_task(SimpleNamespace(_session=session), problem)
    return None


def leave_user(user):
    """What a user does on its way out; its requests are let through."""
    try:
        user._leave()
    except GreenletExit:
        pass
    except Exception as problem:
        log.problem("Uncaught exception in on_stop", problem)


def _count(
    request_type=None, name=None, response_time=None, response_length=None, exception=None, context=None, response=None, **kwargs
):
    """A sample that user code has measured itself."""
    text = "" if not exception else exception if isinstance(exception, str) else log.shown(exception, repr)
    host.sample(str(request_type), str(name), float(response_time or 0), int(response_length or 0), text)
