"""Names for files that extend Locust's web UI, which is not here: ``if environment.web_ui`` leaves their pages out."""

from locust._host import host

host.warn("pages of one's own in Locust's web UI (flask) are left out; the live page and /metrics are Throng's own")


class Inert:
    """Takes whatever is done to it, and does nothing."""

    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, *args, **kwargs):
        alone = len(args) == 1 and not kwargs and callable(args[0])
        return args[0] if alone else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert()


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (Inert,), {}) if name[0].isupper() else Inert()
