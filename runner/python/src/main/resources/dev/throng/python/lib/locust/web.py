"""Locust's web UI is a Flask application; Throng's live page is not, so there is nothing to extend."""


class WebUI:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("Locust's web UI is not here; Throng has a live page of its own")


def __getattr__(name):
    raise ImportError(
        f"locust.web.{name}: routes of one's own in Locust's web UI are not supported; the live page and /metrics are Throng's own"
    )
