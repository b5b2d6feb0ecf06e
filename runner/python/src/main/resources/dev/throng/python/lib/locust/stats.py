"""The statistics, as the engine has counted them. What is asked for is looked up there; nothing is counted here."""

import time

from ._host import host

CONSOLE_STATS_INTERVAL_SEC = 2
HISTORY_STATS_INTERVAL_SEC = 5
CSV_STATS_INTERVAL_SEC = 1
CSV_STATS_FLUSH_INTERVAL_SEC = 10
CURRENT_RESPONSE_TIME_PERCENTILE_WINDOW = 10
PERCENTILES_TO_REPORT = [0.50, 0.66, 0.75, 0.80, 0.90, 0.95, 0.98, 0.99, 0.999, 0.9999, 1.0]
PERCENTILES_TO_STATISTICS = [0.95, 0.99]
PERCENTILES_TO_CHART = [0.5, 0.95]
MODERN_UI_PERCENTILES_TO_CHART = [0.5, 0.95]


class RequestStatsAdditionError(Exception):
    pass


class StatsEntry:
    """The figures of one name, or of all together."""

    def __init__(self, stats, name, method="", use_response_times_cache=False):
        self.stats = stats
        self.name = name
        self.method = method

    def _figures(self):
        return host.figures(self.name, self.method)

    @property
    def num_requests(self):
        return self._figures().requests()

    @property
    def num_none_requests(self):
        return 0

    @property
    def num_failures(self):
        return self._figures().failures()

    @property
    def total_response_time(self):
        return self._figures().mean() * self.num_requests

    @property
    def min_response_time(self):
        return self._figures().min() if self.num_requests else None

    @property
    def max_response_time(self):
        return self._figures().max()

    @property
    def total_content_length(self):
        return self._figures().bytes()

    @property
    def start_time(self):
        return self.stats.start_time

    @property
    def last_request_timestamp(self):
        return self.stats.last_request_timestamp

    @property
    def fail_ratio(self):
        figures = self._figures()
        requests = figures.requests()
        return figures.failures() / requests if requests else 0.0

    @property
    def avg_response_time(self):
        return self._figures().mean()

    @property
    def median_response_time(self):
        return self._figures().percentile(0.5)

    @property
    def current_rps(self):
        return self._figures().rate()

    @property
    def current_fail_per_sec(self):
        return self._figures().failure_rate()

    @property
    def total_rps(self):
        seconds = host.elapsed()
        return self.num_requests / seconds if seconds else 0.0

    @property
    def total_fail_per_sec(self):
        seconds = host.elapsed()
        return self.num_failures / seconds if seconds else 0.0

    @property
    def avg_content_length(self):
        requests = self.num_requests
        return self.total_content_length / requests if requests else 0

    def get_response_time_percentile(self, percent):
        """Milliseconds below which this share of the response times lies; 0.95 is the 95th percentile."""
        return int(self._figures().percentile(percent))

    def get_current_response_time_percentile(self, percent):
        return int(self._figures().percentile(percent)) if self.num_requests else None

    def to_string(self, current=True):
        return (
            f"{self.method:<8} {self.name:<40} {self.num_requests:>7} {self.num_failures:>7}({self.fail_ratio:.2%}) |"
            f" {self.avg_response_time:>7.0f} {self.min_response_time or 0:>7.0f} {self.max_response_time:>7.0f}"
            f" {self.median_response_time:>7.0f} | {self.current_rps if current else self.total_rps:>7.2f}"
        )

    def __str__(self):
        return self.to_string()

    def to_dict(self, escape_string_values=False):
        return {
            "method": self.method,
            "name": self.name,
            "num_requests": self.num_requests,
            "num_failures": self.num_failures,
            "avg_response_time": self.avg_response_time,
            "min_response_time": self.min_response_time or 0,
            "max_response_time": self.max_response_time,
            "current_rps": self.current_rps,
            "current_fail_per_sec": self.current_fail_per_sec,
            "median_response_time": self.median_response_time,
            "total_rps": self.total_rps,
            "total_fail_per_sec": self.total_fail_per_sec,
            "avg_content_length": self.avg_content_length,
        }

    def serialize(self):
        return self.to_dict()


class StatsError:
    """One kind of failure of one name."""

    def __init__(self, method, name, error, occurrences=0):
        self.method = method
        self.name = name
        self.error = error
        self.occurrences = occurrences

    @staticmethod
    def parse_error(error):
        return error if isinstance(error, str) else repr(error)

    def to_name(self):
        return f"{self.method} {self.name}: {self.error}"

    def to_dict(self):
        return {"method": self.method, "name": self.name, "error": self.error, "occurrences": self.occurrences}


class RequestStats:
    """All figures of the run so far; in a worker, those of this worker."""

    def __init__(self, use_response_times_cache=True):
        self.total = StatsEntry(self, "Aggregated", "")
        self.history = []
        self.start_time = time.time()

    @property
    def entries(self):
        names = list(host.names())
        return {(name, method): StatsEntry(self, name, method) for name, method in zip(names[0::2], names[1::2], strict=True)}

    @property
    def errors(self):
        flat = list(host.errors())
        return {
            f"{method}.{name}.{error}": StatsError(method, name, error, int(count))
            for method, name, error, count in zip(flat[0::4], flat[1::4], flat[2::4], flat[3::4], strict=True)
        }

    @property
    def num_requests(self):
        return self.total.num_requests

    @property
    def num_failures(self):
        return self.total.num_failures

    @property
    def num_none_requests(self):
        return 0

    @property
    def last_request_timestamp(self):
        return self.start_time + host.elapsed()

    def get(self, name, method):
        return StatsEntry(self, name, method)

    def log_request(self, method, name, response_time, content_length):
        host.sample(method, name, float(response_time or 0), int(content_length or 0), "")

    def log_error(self, method, name, error):
        raise NotImplementedError("stats.log_error: fire events.request with exception=error instead, which counts both")

    def reset_all(self):
        host.warn("the statistics cannot be reset during a run; a warm-up (spec.load.warmup) is left out of the verdict")

    clear_all = reset_all

    def sort(self):
        return self.entries

    def serialize_stats(self):
        return [entry.to_dict() for entry in self.entries.values()]

    def serialize_errors(self):
        return {key: error.to_dict() for key, error in self.errors.items()}


def sort_stats(stats):
    return [stats[key] for key in sorted(stats)]


def stats_printer(stats):
    """The engine prints them already."""
    return lambda: None


def stats_history(runner):
    """The engine keeps it already."""


def print_stats(stats, current=True):
    for entry in [*sort_stats(stats.entries), stats.total]:
        print(entry.to_string(current))


def print_percentile_stats(stats):
    for entry in [*sort_stats(stats.entries), stats.total]:
        print(entry.method, entry.name, *(entry.get_response_time_percentile(p) for p in PERCENTILES_TO_REPORT))


def print_error_report(stats):
    for error in stats.errors.values():
        print(f"{error.occurrences:>12}  {error.to_name()}")


def get_readable_percentiles(percentiles):
    return [f"{int(p * 100) if (p * 100).is_integer() else round(100 * p, 6)}%" for p in percentiles]
