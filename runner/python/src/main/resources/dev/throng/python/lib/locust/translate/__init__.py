"""Locustfiles as LoadTests: what can be carried over, and a list of the rest."""

import ast
import os
import sys

from ..user.sequential_taskset import SequentialTaskSet
from ..user.task import TaskSet
from . import document
from .steps import Steps, duration
from .values import Cannot

_WAITS = {"constant": "constant", "constant_pacing": "pacing", "constant_throughput": "throughput"}


class _Shared:
    """What the functions of a class have in common."""

    def __init__(self, methods, pools):
        self.headers = {}
        self.holds = set()
        self.objects = {}
        self.pools = pools
        self.methods = methods
        self.bodies = {"data", "body", "payload_json"}


class _File:
    """The syntax of a module, and what its names are."""

    def __init__(self, module):
        self.module = module
        with open(module.__file__, encoding="utf-8") as source:
            self.tree = ast.parse(source.read())
        self.classes = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)}
        self.functions = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef):
                for line in (node.lineno, *(mark.lineno for mark in node.decorator_list)):
                    self.functions[line] = node


class Translation:
    """A LoadTest out of loaded classes of users."""

    def __init__(self, classes, environment, ticks=()):
        self.left = []  # (file, line, what)
        self._files = {}
        self._environment = environment
        weights = [cls.weight for cls in classes]
        scale = 1 if all(float(weight).is_integer() for weight in weights) else 1000
        users = [self._user(cls, scale, len(classes)) for cls in classes]
        self.spec = {"target": self._target(classes), "scenario": {"users": [user for user in users if user]}}
        self._load(ticks)
        self.spec["thresholds"] = [{"expect": "failureRate < 1%"}]
        self._listeners()

    def yaml(self, name):
        """The whole document, with the list of what is left before it; only that list where no user has anything to do."""
        left = sorted(set(self.left))
        return document.render(name, self.spec, left) if self.spec["scenario"]["users"] else document.nothing(left)

    def _target(self, classes):
        return next((cls.host for cls in classes if cls.host), "http://localhost:8000")

    def _load(self, ticks):
        stages = document.stages(ticks)
        if stages:
            self.spec["stages"] = stages
        else:
            options = self._environment.parsed_options
            self.spec["users"] = int(getattr(options, "users", None) or 10)
            self.spec["spawnRate"] = float(getattr(options, "spawn_rate", None) or 1)
            seconds = getattr(options, "run_time", None)
            self.spec["runTime"] = duration(float(seconds)) if isinstance(seconds, (int, float)) else "1m"

    def _listeners(self):
        events = self._environment.events
        for name, hook in vars(events).items():
            for handler in getattr(hook, "_handlers", ()):
                code = getattr(handler, "__code__", None)
                if code is not None:
                    self._note(code.co_filename, code.co_firstlineno, f"{handler.__name__}, which listens to events.{name}")

    def _note(self, file, line, what):
        self.left.append((os.path.basename(file), line, what))

    def _file(self, thing):
        module = sys.modules[thing.__module__]
        if thing.__module__ not in self._files:
            self._files[thing.__module__] = _File(module)
        return self._files[thing.__module__]

    # A class of users

    def _user(self, cls, scale, classes):
        file = self._file(cls)
        methods, pools = {}, set()
        for base in reversed(cls.__mro__):
            if not _is_library(base):
                node = self._file(base).classes.get(base.__name__)
                for item in node.body if node else ():
                    if isinstance(item, ast.FunctionDef):
                        methods[item.name] = item
                    elif isinstance(item, ast.Assign) and isinstance(item.value, ast.List) and not item.value.elts:
                        pools.update(target.id for target in item.targets if isinstance(target, ast.Name))
        shared = _Shared(methods, pools)
        user = {"name": cls.__name__}
        if cls.fixed_count:
            user["count"] = int(cls.fixed_count)
        elif classes > 1:
            user["weight"] = max(1, round(cls.weight * scale))
        wait = self._wait(cls, file)
        if wait:
            user["wait"] = wait
        started = self._life(methods.get("on_start"), cls, shared, file)
        tasks = self._tasks(cls, shared)
        stopped = self._life(methods.get("on_stop"), cls, shared, file)
        if shared.headers:
            user["headers"] = {name: str(value) for name, value in shared.headers.items()}
        if started:
            user["onStart"] = started
        if stopped:
            user["onStop"] = stopped
        if not tasks:
            self._note(file.module.__file__, self._line(cls), f"{cls.__name__}: none of its tasks has a request that could be carried over")
            return None
        user["tasks"] = tasks
        return user

    def _line(self, cls):
        node = self._file(cls).classes.get(cls.__name__)
        return node.lineno if node else 0

    def _wait(self, cls, file):
        for base in cls.__mro__:
            if _is_library(base):
                continue
            for item in getattr(self._file(base).classes.get(base.__name__), "body", ()):
                names = [target.id for target in getattr(item, "targets", ()) if isinstance(target, ast.Name)]
                if "wait_time" in names and isinstance(item.value, ast.Call):
                    return self._called(base, item.value)
                if isinstance(item, ast.FunctionDef) and item.name == "wait_time":
                    self._note(self._file(base).module.__file__, item.lineno, f"{cls.__name__}: wait_time that is a method of its own")
                    return None
        return None

    def _called(self, cls, call):
        kind = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        try:
            values = [self._known(cls)(node) for node in call.args]
        except Exception:
            values = []
        if kind == "between" and len(values) == 2:
            return {"between": [duration(value) for value in values]}
        if kind in _WAITS and len(values) == 1:
            return {_WAITS[kind]: values[0] if kind == "constant_throughput" else duration(values[0])} if values[0] else None
        self._note(self._file(cls).module.__file__, call.lineno, f"{cls.__name__}: wait_time = {ast.unparse(call)}")
        return None

    def _known(self, cls):
        names = {**vars(sys.modules[cls.__module__])}

        def value(node):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
                return getattr(cls, node.attr)
            return eval(compile(ast.Expression(node), "locustfile", "eval"), names)  # the file's own constants

        return value

    # Tasks

    def _life(self, node, cls, shared, file):
        return self._steps(node, cls, shared, file.module.__file__).steps if node else []

    def _steps(self, node, cls, shared, where):
        left = []
        steps = Steps(node, self._known(cls), shared, left)
        for line, what in left:
            self._note(where, line, f"{cls.__name__}.{what}")
        return steps

    def _tasks(self, cls, shared):
        weights = {}
        for item in cls.tasks:
            weights[item] = weights.get(item, 0) + 1
        if len(weights) == 1 and isinstance(next(iter(weights)), type) and not issubclass(next(iter(weights)), SequentialTaskSet):
            return self._inside(next(iter(weights)), cls)
        tasks = []
        for item, weight in weights.items():
            if isinstance(item, type) and issubclass(item, SequentialTaskSet):
                steps = self._sequence(item, shared, len(weights) == 1)
            elif isinstance(item, type):
                self._note(self._file(item).module.__file__, self._line(item), f"{item.__name__}: a TaskSet among other tasks")
                continue
            else:
                node = self._file(item).functions.get(item.__code__.co_firstlineno)
                steps = self._steps(node, cls, shared, item.__code__.co_filename).steps if node else []
            if any(set(step) - {"set", "pause"} for step in steps):
                tasks.append(_task(steps, weight if len(weights) > 1 else 0))
        return tasks

    def _inside(self, task_set, cls):
        """A TaskSet that is all that a user does: its tasks are the user's."""
        node = self._file(task_set).classes.get(task_set.__name__)
        methods = {item.name: item for item in getattr(node, "body", ()) if isinstance(item, ast.FunctionDef)}
        if "on_start" in methods:
            self._note(self._file(task_set).module.__file__, methods["on_start"].lineno, f"{task_set.__name__}.on_start: make it the user's onStart")
        return self._tasks(task_set, _Shared(methods, set())) if issubclass(task_set, TaskSet) else []

    def _sequence(self, task_set, shared, alone):
        steps, ends = [], alone
        for item in task_set.tasks:
            if isinstance(item, type):
                self._note(self._file(item).module.__file__, self._line(item), f"{item.__name__}: a TaskSet inside of a SequentialTaskSet")
                continue
            node = self._file(item).functions.get(item.__code__.co_firstlineno)
            if node is not None:
                found = self._steps(node, task_set, shared, item.__code__.co_filename)
                steps += found.steps
                ends |= found.ends
        if not ends:
            self._note(self._file(task_set).module.__file__, self._line(task_set), f"{task_set.__name__}: it has no interrupt(); here other tasks follow it")
        return steps


def _is_library(cls):
    return cls.__module__.partition(".")[0] in ("locust", "builtins") or not hasattr(sys.modules.get(cls.__module__), "__file__")


def _task(steps, weight):
    task = {"weight": weight} if weight else {}
    requests = [step for step in steps if not {"set", "pause"} & set(step)]
    if len(steps) == 1 and len(requests) == 1:
        return {**task, **steps[0]}
    return {**task, "steps": steps}


def translate(classes, environment, ticks, name):
    """The LoadTest as YAML."""
    return Translation(classes, environment, ticks).yaml(name)


__all__ = ("Cannot", "Translation", "translate")
