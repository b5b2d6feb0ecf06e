"""What drives the run, as user code may look at it and steer it. The engine does the driving."""

from ._host import host
from .exception import Unsupported

STATE_INIT, STATE_SPAWNING, STATE_RUNNING, STATE_CLEANUP, STATE_STOPPING, STATE_STOPPED, STATE_MISSING = (
    "ready",
    "spawning",
    "running",
    "cleanup",
    "stopping",
    "stopped",
    "missing",
)
WORKER_REPORT_INTERVAL = 3.0
CPU_MONITOR_INTERVAL = 5.0
CPU_WARNING_THRESHOLD = 90
HEARTBEAT_INTERVAL = 1
HEARTBEAT_LIVENESS = 3


class Runner:
    """This process's part in the run."""

    def __init__(self, environment):
        self.environment = environment
        self.state = STATE_INIT
        self.errors_seen = False
        self.exceptions = {}
        self.custom_messages = {}
        self.spawning_greenlet = None
        self.shape_greenlet = None
        self.current_cpu_usage = 0
        self.cpu_warning_emitted = False
        self.target_user_classes_count = {}
        self.spawn_rate = None

    @property
    def user_count(self):
        return host.users()

    @property
    def target_user_count(self):
        options = self.environment.parsed_options
        return host.users() or int(getattr(options, "users", None) or 0)

    @property
    def user_classes(self):
        return self.environment.user_classes

    @property
    def user_classes_count(self):
        return dict.fromkeys((cls.__name__ for cls in self.user_classes), 0)

    @property
    def stats(self):
        return self.environment.stats

    @property
    def errors(self):
        return self.stats.errors

    @property
    def worker_count(self):
        return 0

    def quit(self):
        """Ends the run gracefully."""
        self.state = STATE_STOPPING
        host.stop_run("runner.quit() was called")

    def stop(self, force=False):
        self.state = STATE_STOPPING
        host.stop_run("runner.stop() was called")

    def start(self, user_count, spawn_rate, wait=False, user_classes=None):
        raise NotImplementedError("the load comes from the command line, the LoadTest or a shape; runner.start() cannot change it")

    def register_message(self, msg_type, listener, concurrent=False):
        self.custom_messages[msg_type] = (listener, concurrent)

    def send_message(self, msg_type, data=None, client_id=None):
        """In one process a message arrives where it was sent."""
        self._arrived(msg_type, data, client_id)

    def _arrived(self, msg_type, data, client_id=None):
        listener, concurrent = self.custom_messages.get(msg_type, (None, False))
        if listener is None:
            return
        message = Message(msg_type, data, client_id)
        if concurrent:
            import gevent

            gevent.spawn(listener, environment=self.environment, msg=message)
        else:
            listener(environment=self.environment, msg=message)

    def log_exception(self, node_id, msg, formatted_tb):
        host.session().exception(msg, formatted_tb, formatted_tb)


class Message:
    def __init__(self, message_type, data, node_id):
        self.type = message_type
        self.data = data
        self.node_id = node_id


class LocalRunner(Runner):
    """All in one process."""

    worker_index = 0

    @property
    def worker_count(self):
        return 1


class DistributedRunner(Runner):
    """A part of a run of several processes. They share the load and the statistics, and nothing that code sends."""

    def register_message(self, msg_type, listener, concurrent=False):
        raise Unsupported(
            f"messages of one's own ({msg_type!r}) do not go between master and workers here; run in one process, or have"
            " every worker read what it needs"
        )

    send_message = register_message


class WorkerNode:
    def __init__(self, id):
        self.id = id
        self.state = STATE_RUNNING
        self.user_count = 0


class MasterRunner(DistributedRunner):
    """The process that collects what workers measure."""

    def __init__(self, environment):
        super().__init__(environment)
        self.clients = {}

    @property
    def worker_count(self):
        return host.workers()


class WorkerRunner(DistributedRunner):
    """A process that drives its share of the load."""

    def __init__(self, environment):
        super().__init__(environment)
        self.client_id = host.name()

    @property
    def worker_index(self):
        raise NotImplementedError("environment.runner.worker_index is not known here: workers come and go, and users move between them")


SlaveRunner = WorkerRunner
SlaveLocustRunner = WorkerRunner
MasterLocustRunner = MasterRunner
LocalLocustRunner = LocalRunner
LocustRunner = Runner
