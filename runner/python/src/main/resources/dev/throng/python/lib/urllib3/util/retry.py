class Retry:
    """How often a request is tried again. Kept for an adapter; ``total`` counts."""

    DEFAULT = 0

    def __init__(self, total=10, connect=None, read=None, redirect=None, status=None, other=None, **settings):
        self.total = total
        self.connect = connect
        self.read = read
        self.redirect = redirect
        self.status = status
        self.backoff_factor = settings.get("backoff_factor", 0)
        self.status_forcelist = frozenset(settings.get("status_forcelist") or ())
        self.allowed_methods = settings.get("allowed_methods") or settings.get("method_whitelist")
