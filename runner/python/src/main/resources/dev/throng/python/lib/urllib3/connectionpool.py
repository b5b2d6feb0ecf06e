class ConnectionPool:
    QueueCls = None


class HTTPConnectionPool(ConnectionPool):
    pass


class HTTPSConnectionPool(HTTPConnectionPool):
    pass
