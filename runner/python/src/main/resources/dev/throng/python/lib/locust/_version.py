"""The version of Locust whose behaviour this package follows; files compare with it."""

version = "2.46.3"
__version__ = version
version_tuple = (2, 46, 3)
