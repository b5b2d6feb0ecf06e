from .task import TaskSet, tag, task
from .users import HttpUser, User

__all__ = ("TaskSet", "tag", "task", "HttpUser", "User")
