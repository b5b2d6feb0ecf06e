"""Tasks that say which task may follow."""

import random

from ..exception import LocustError
from .task import TaskSet, TaskSetMeta


class NoMarkovTasksError(LocustError):
    pass


class InvalidTransitionError(LocustError):
    pass


class NonMarkovTaskTransitionError(LocustError):
    pass


class MarkovTaskTagError(LocustError):
    pass


def transition(func_name, weight=1):
    """The task may be followed by the named one, with this weight."""

    def mark(func):
        func.__dict__.setdefault("transitions", {})[func_name] = weight
        return func

    return mark


def transitions(weights):
    """The task may be followed by the named ones: a dict of weights, or a list of names or (name, weight)."""

    def mark(func):
        known = func.__dict__.setdefault("transitions", {})
        if isinstance(weights, dict):
            known.update(weights)
        else:
            known.update(item if isinstance(item, tuple) else (item, 1) for item in weights)
        return func

    return mark


class MarkovTaskSetMeta(TaskSetMeta):
    """Checks a chain when its class is defined: every transition leads to a task, and every task has one."""

    def __new__(mcs, classname, bases, class_dict):
        abstract = class_dict.get("abstract", False)
        chain = [value for value in class_dict.values() if hasattr(value, "transitions")]
        class_dict["tasks"] = chain
        class_dict["current"] = chain[0] if chain else None
        created = type.__new__(mcs, classname, bases, class_dict)
        if not abstract:
            _check(classname, chain, class_dict)
        class_dict["abstract"] = False
        return created


def _check(classname, chain, class_dict):
    if not chain:
        raise NoMarkovTasksError(f"No Markov tasks defined in class {classname}. Use the @transition(s) decorators")
    for func in chain:
        if "locust_tag_set" in dir(func):
            raise MarkovTaskTagError(f"Tags are unsupported for MarkovTaskSet since they can make the chain invalid: {classname}")
        for target in func.transitions:
            if target not in class_dict:
                raise InvalidTransitionError(f"Transition to {target} from {func.__name__} in {classname} is invalid: no such element")
            if not hasattr(class_dict[target], "transitions"):
                raise NonMarkovTaskTransitionError(f"{classname}.{target} cannot be used as a target for a transition since it does not define any transitions of its own")


class MarkovTaskSet(TaskSet, metaclass=MarkovTaskSetMeta):
    """A set whose next task depends on the one before."""

    abstract = True
    current = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._current = type(self).current

    def get_next_task(self):
        now = self._current
        names = list(now.transitions)
        following = random.choices(names, [now.transitions[name] for name in names])[0]
        self._current = getattr(type(self), following)
        return now
