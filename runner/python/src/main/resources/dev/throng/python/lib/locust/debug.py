"""Runs one user of a file that was started with python itself."""

from .exception import Unsupported


def run_single_user(user_class, include_length=False, include_time=False, include_context=False, include_payload=False, loglevel="WARNING"):
    raise Unsupported(
        "run_single_user is for a debugger attached to Python; here a single user is: throng locust -f FILE --headless -u 1"
        f" {user_class.__name__}"
    )
