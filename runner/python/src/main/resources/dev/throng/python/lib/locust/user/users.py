"""Classes of users."""

import re
import time
import traceback
from contextlib import contextmanager

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

    # Ends its round there and waits for the next one.
    _round = None

    def __new__(cls, *args, **kwargs):
        from .. import _host

        user = super().__new__(cls)
        user._session = _host.session_here()
        user._round = user._session.round
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


class RestMixin:
    """What users with a client for HTTP have for JSON."""

    _callstack_regex = re.compile(r'  File "(\/.[^"]*)", line (\d*),(.*)')

    @contextmanager
    def rest(self, method, url, headers=None, **kwargs):
        """A request for JSON in a with-block: ``resp.js`` is the content, and whatever goes wrong in the block is a failure."""
        headers = dict(headers or {})
        known = {name.lower() for name in headers}
        for name in ("Content-Type", "Accept"):
            if name.lower() not in known:
                headers[name] = "application/json"
        with self.client.request(method, url, catch_response=True, headers=headers, **kwargs) as resp:
            resp.js = None
            if resp.content is None:
                resp.failure(str(resp.error))
            elif resp.text:
                try:
                    resp.js = resp.json()
                except ValueError as e:
                    resp.failure(
                        f"Could not parse response as JSON. {resp.text[:250]}, response code {resp.status_code}, error {e}"
                    )
            try:
                yield resp
            except AssertionError as e:
                self._failed_assertion(resp, e)
            except Exception as e:
                lines = [m for m in map(self._callstack_regex.match, traceback.format_exc().split("\n")) if m]
                places = [re.sub(r"/((home|Users)/\w*)/", "~/", m.group(1)) + ":" + m.group(2) + m.group(3) for m in lines]
                short = resp.text[:200] if resp.text else resp.text
                resp.failure(f"{type(e).__name__}: {e} at {', '.join(places)}. Response was {short}")

    @staticmethod
    def _failed_assertion(resp, e):
        if not e.args:
            resp.failure("Assertion failed")
        elif str(e.args[0]).endswith(","):
            short = resp.text[:200] if resp.text else resp.text
            resp.failure(f"{e.args[0][:-1]}, response was {short}")
        else:
            resp.failure(e.args[0])

    @contextmanager
    def rest_(self, method, url, name=None, **kwargs):
        """The same with the time as a parameter, to get past caches."""
        separator = "&" if "?" in url else "?"
        name = name or f"{url}{separator}_=..."
        with self.rest(method, f"{url}{separator}_={int(time.time() * 1000)}", name=name, **kwargs) as resp:
            yield resp


class HttpUser(User, RestMixin):
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
