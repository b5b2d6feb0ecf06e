"""What belongs to a run: its events, statistics, options, and what drives it."""

from .event import Events
from .exception import RunnerAlreadyExistsError
from .runners import LocalRunner, MasterRunner, WorkerRunner
from .stats import RequestStats


class Environment:
    def __init__(
        self, *, user_classes=None, shape_class=None, tags=None, locustfile=None, exclude_tags=None, events=None, host=None,
        reset_stats=False, stop_timeout=None, catch_exceptions=True, parsed_options=None, parsed_locustfiles=None,
        available_user_classes=None, available_shape_classes=None, available_user_tasks=None, dispatcher_class=None, profile=None,
    ):
        self.runner = None
        self.web_ui = None
        self.process_exit_code = None
        self.events = events or Events()
        self.locustfile = locustfile
        self.user_classes = user_classes or []
        self.shape_class = shape_class
        self.tags = tags
        self.exclude_tags = exclude_tags
        self.stats = RequestStats()
        self.host = host
        self.reset_stats = reset_stats
        self.profile = profile
        self.stop_timeout = stop_timeout or float(getattr(parsed_options, "stop_timeout", 0) or 0)
        self.catch_exceptions = catch_exceptions
        self.parsed_options = parsed_options
        self.parsed_locustfiles = parsed_locustfiles
        self.available_user_classes = available_user_classes
        self.available_shape_classes = available_shape_classes
        self.available_user_tasks = available_user_tasks
        self.worker_logs = {}

    def _create(self, kind):
        if self.runner is not None:
            raise RunnerAlreadyExistsError(f"Environment.runner already exists ({self.runner})")
        self.runner = kind(self)
        if self.shape_class:
            self.shape_class.runner = self.runner
        return self.runner

    def create_local_runner(self):
        return self._create(LocalRunner)

    def create_master_runner(self, master_bind_host="*", master_bind_port=5557):
        return self._create(MasterRunner)

    def create_worker_runner(self, master_host, master_port):
        return self._create(WorkerRunner)

    def create_web_ui(self, *args, **kwargs):
        raise NotImplementedError("Locust's web UI is not here; Throng has a live page of its own")

    @property
    def user_classes_by_name(self):
        return {cls.__name__: cls for cls in self.user_classes}
