"""Classes of users."""

import time

from .. import log
from .._host import GreenletExit
from ..exception import StopTest, StopUser
from ..util.deprecation import check_class
from .task import (
    LOCUST_STATE_RUNNING,
    LOCUST_STATE_STOPPING,
    DefaultTaskSet,
    get_tasks_from_base_classes,
)
from .wait_time import constant

NO_HOST = (
    "You must specify the base host. Either in the host attribute in the User class, or on the command line using the"
    " --host option."
)


class UserMeta(type):
    """Collects a class's tasks when it is defined; a class is abstract only if it says so itself."""

    def __new__(mcs, classname, bases, class_dict):
        check_class(classname, class_dict)
        class_dict["tasks"] = get_tasks_from_base_classes(bases, class_dict)
        if not class_dict.get("abstract"):
            class_dict["abstract"] = False
        return type.__new__(mcs, classname, bases, class_dict)


class User(metaclass=UserMeta):
    """One user of the load; a subclass says what it does, and with which client."""

    host = None
    min_wait = None
    max_wait = None
    wait_time = constant(0)
    wait_function = None
    tasks = []
    weight = 1
    fixed_count = 0
    abstract = True

    # What of the run this user is; set by who starts it, before __init__.
    _session = None

    def __new__(cls, *args, **kwargs):
        from .. import _host

        user = super().__new__(cls)
        user._session = _host.session_here()
        return user

    def __init__(self, environment):
        super().__init__()
        self.environment = environment
        self._state = None
        self._greenlet = None
        self._group = None
        self._taskset_instance = None
        self._cp_last_run = time.time()
        self._cp_last_wait_time = 0
        self._to_stop = []

    def on_start(self):
        """Called when the user begins."""

    def on_stop(self):
        """Called when the user leaves."""

    def run(self):
        self._state = LOCUST_STATE_RUNNING
        self._taskset_instance = DefaultTaskSet(self)
        try:
            try:
                self.on_start()
            except (StopUser, StopTest):
                raise
            except Exception as e:
                log.failed_task(self, e)
                raise
            self._taskset_instance.run()
        except GreenletExit:
            raise
        except (StopUser, StopTest) as e:
            self.on_stop()
            if isinstance(e, StopTest):
                raise

    def _leave(self):
        """What is left to do when the engine has taken the user out of its tasks."""
        for task_set in self._to_stop:
            task_set._stopped(always=True)
        self.on_stop()

    def wait(self):
        self._taskset_instance.wait()

    def stop(self, force=False):
        """Lets the user leave: at once when forced, else after its task."""
        self._state = LOCUST_STATE_STOPPING
        self._session.leave(force)
        return force

    @property
    def group(self):
        return self._group

    @property
    def greenlet(self):
        return self._greenlet

    def context(self):
        """What the listeners of the request event get as ``context``."""
        return {}

    @classmethod
    def json(cls):
        return {
            "host": cls.host,
            "weight": cls.weight,
            "fixed_count": cls.fixed_count,
            "tasks": [task.__name__ for task in cls.tasks],
        }

    @classmethod
    def fullname(cls):
        return ".".join(part for part in f"{cls.__module__}.{cls.__qualname__}".split(".") if part != "<locals>")


class HttpUser(User):
    """A user with a client for HTTP, which keeps cookies and connections between its requests."""

    abstract = True
    pool_manager = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.host is None:
            raise StopTest(NO_HOST)
        from ..clients import HttpSession

        self.client = HttpSession(
            base_url=self.host,
            request_event=self.environment.events.request,
            user=self,
            pool_manager=self.pool_manager,
        )
        self.client.trust_env = False


class PytestUser(User):
    """Only a name: functions for pytest need pytest itself."""

    abstract = True
