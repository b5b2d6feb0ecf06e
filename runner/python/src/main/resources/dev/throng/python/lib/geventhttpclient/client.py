from . import HTTPClientPool
