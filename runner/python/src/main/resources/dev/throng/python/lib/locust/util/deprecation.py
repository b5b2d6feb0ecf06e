"""Files written for Locust 0.x are refused with what to change."""

_CHANGES = {
    "HttpLocust": "class MyUser(HttpLocust)  ->  class MyUser(HttpUser), from locust import HttpUser",
    "Locust": "class MyUser(Locust)  ->  class MyUser(User), from locust import User",
    "FastHttpLocust": "class MyUser(FastHttpLocust)  ->  class MyUser(FastHttpUser), from locust import FastHttpUser",
    "TaskSequence": "class Steps(TaskSequence)  ->  class Steps(SequentialTaskSet), from locust import SequentialTaskSet",
    "seq_task": "@seq_task(n)  ->  @task, in the order of declaration, inside a SequentialTaskSet",
}

_ALSO = (
    "task_set = MyTasks  ->  tasks = [MyTasks]",
    "min_wait = 1000, max_wait = 3000  ->  wait_time = between(1, 3)",
)


class OldLocustfile(ImportError):
    """The file is for Locust 0.x. The message says which lines to change."""


def old_name(name, module="locust"):
    """What a module of this package answers when asked for a name that it does not have."""
    if name in _CHANGES:
        lines = [_CHANGES[name], *_ALSO]
        raise OldLocustfile(
            f"{name} is from Locust 0.x, which Locust itself runs no more since 1.0. Change:\n  " + "\n  ".join(lines)
        )
    raise AttributeError(f"module {module!r} has no attribute {name!r}")


def check_class(name, attributes):
    """A user class with the 0.x way to name its tasks would have none."""
    if "task_set" in attributes and not attributes.get("tasks"):
        raise OldLocustfile(
            f"class {name}: task_set is from Locust 0.x. Change: " + _ALSO[0] + " (a class or a list of them)"
        )
