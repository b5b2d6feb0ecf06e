"""Tasks in the order of their declaration, over and over."""

from itertools import cycle

from .task import TaskSet, TaskSetMeta


class SequentialTaskSetMeta(TaskSetMeta):
    """Keeps the order in which tasks stand in the class; a weight repeats a task in place."""

    def __new__(mcs, classname, bases, class_dict):
        tasks = []
        for base in bases:
            tasks += getattr(base, "tasks", None) or []
        for key, value in class_dict.items():
            if key == "tasks":
                if isinstance(value, list):
                    tasks += value
                elif value is not None:
                    raise ValueError(f"On {classname}: tasks of a SequentialTaskSet must be a list, its order counts")
            weight = getattr(value, "locust_task_weight", None)
            if weight is not None:
                tasks += [value] * weight
        class_dict["tasks"] = tasks
        return type.__new__(mcs, classname, bases, class_dict)


class SequentialTaskSet(TaskSet, metaclass=SequentialTaskSetMeta):
    """A set whose tasks are performed in order; after the last comes the first again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._task_cycle = cycle(self.tasks)

    def get_next_task(self):
        if not self.tasks:
            raise Exception(
                "No tasks defined. Use the @task decorator or set the 'tasks' attribute of the SequentialTaskSet"
            )
        return next(self._task_cycle)
