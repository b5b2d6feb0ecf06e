"""What is loaded, in words: the classes, the shares of their tasks, a LoadTest in YAML."""

import json

from ._loaded import Loaded, ticks
from .user.task import TaskSet


def describe(what):
    """What Locust's --list and --show-task-ratio print, or a LoadTest in YAML."""
    if what.startswith("loadtest "):
        from .translate import translate

        return translate(list(Loaded.classes.values()), Loaded.environment, ticks(), what.partition(" ")[2])
    if what == "classes":
        return "Available Users:\n" + "\n".join(f"    {name}" for name in Loaded.defined)
    shares = ratios()
    if what == "ratios-json":
        return json.dumps(shares, indent=4)
    rule = "-" * 80
    lines = ["", " Task ratio per User class", rule, *_lines(shares["per_class"]), "", " Total task ratio", rule, *_lines(shares["total"])]
    return "\n".join(lines)


def _lines(shares, level=0):
    lines = []
    for name, entry in shares.items():
        indent = "  " * level
        lines.append(f" {indent + format(entry['ratio'] * 100, '<6.1f'):<10} {indent + name:<50}")
        lines += _lines(entry.get("tasks") or {}, level + 1)
    return lines


def ratios():
    """The share of every task, as Locust's --show-task-ratio gives it: within its class or set, and of all users together."""
    counts = _distributed([Loaded.classes[name] for name in Loaded.defined], int(Loaded.options.num_users or 0))
    users = sum(counts.values()) or 1
    each, total = {}, {}
    for name in Loaded.defined:
        cls = Loaded.classes[name]
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
