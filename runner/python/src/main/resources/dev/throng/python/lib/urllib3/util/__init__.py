from .retry import Retry


class Timeout:
    def __init__(self, total=None, connect=None, read=None):
        self.total, self.connect_timeout, self.read_timeout = total, connect, read
