"""The same for the login to Locust's web UI."""

from flask import __getattr__  # noqa: F401
