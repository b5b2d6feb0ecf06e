"""Only what locustfiles import to set up FastHttpUser."""


class HTTPClientPool:
    """Connections are the engine's; what is set here has no effect."""

    def __init__(self, **kwargs):
        self.settings = kwargs
