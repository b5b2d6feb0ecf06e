"""What Java calls, by these names: loads locustfiles, makes users of their classes, fires their events."""

from types import SimpleNamespace

from polyglot import ForeignException

from . import log, runners
from ._compat import exit_code
from ._description import describe
from ._form import say
from ._host import GreenletExit, host
from ._loaded import Loaded, tick
from ._loading import load, mistake, refusal
from .exception import StopTest, StopUser

__all__ = [
    "begin",
    "describe",
    "leave_user",
    "load",
    "mistake",
    "quit",
    "quitting",
    "run_user",
    "say",
    "spawned",
    "started",
    "stopped",
    "stopping",
    "tick",
]


def _refusable(hook):
    """Why the file's listeners refuse the run, else an empty text; what comes of an exception on its way to Java is not
    always the exception."""

    def told(*args):
        try:
            hook(*args)
        except (GreenletExit, ForeignException):
            raise
        except BaseException as problem:
            return refusal(problem)
        return ""

    return told


@_refusable
def begin(role):
    """Makes the runner (local, master or worker) and tells the file that all is set up; once in a process."""
    environment = Loaded.environment
    if environment.runner is not None:
        return
    if role == "master":
        environment.create_master_runner()
    elif role == "worker":
        environment.create_worker_runner("", 0)
    else:
        environment.create_local_runner()
    log.set_up()
    environment.events.init.fire(environment=environment, runner=environment.runner, web_ui=None)


@_refusable
def started():
    environment = Loaded.environment
    environment.runner.state = runners.STATE_SPAWNING
    environment.events.test_start.fire(environment=environment)
    environment.runner.state = runners.STATE_RUNNING


def spawned(users):
    Loaded.environment.events.spawning_complete.fire(user_count=users)


def stopping():
    environment = Loaded.environment
    environment.runner.state = runners.STATE_STOPPING
    environment.events.test_stopping.fire(environment=environment)


def stopped():
    environment = Loaded.environment
    environment.runner.state = runners.STATE_STOPPED
    environment.events.test_stop.fire(environment=environment)


def quitting(like_locust):
    """Fires quitting; the exit code that a listener has set, or -1. Listeners may look at the statistics."""
    environment = Loaded.environment
    environment.events.quitting.fire(environment=environment, reverse=True)
    code = environment.process_exit_code
    if code is None:
        failed = environment.stats.total.num_failures or host.exceptions()
        return 2 if like_locust and log.unhandled_greenlet_exception and not failed else -1
    return int(code)


def quit(exit_code):
    Loaded.environment.events.quit.fire(exit_code=exit_code)


def run_user(name, session):
    """The life of one user, on its own thread, until the engine wants it to leave or it has done its work.

    Returns the user when the engine still has to let it leave, None when there is nothing more to do.
    """
    user = None
    try:
        user = Loaded.classes[name](Loaded.environment)
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
