from .pool import Pool


class ThreadPool(Pool):
    def __init__(self, maxsize=None, hub=None):
        super().__init__(maxsize)


class ThreadPoolExecutor:
    def __init__(self, max_workers=None):
        self._pool = ThreadPool(max_workers)

    def submit(self, function, *args, **kwargs):
        return self._pool.spawn(function, *args, **kwargs)

    def shutdown(self, wait=True):
        if wait:
            self._pool.join()
