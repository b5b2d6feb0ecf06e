"""``requests.packages.urllib3``, as files spell it to silence warnings."""

import sys

import urllib3
import urllib3.exceptions
import urllib3.util
import urllib3.util.retry

__path__ = []

for _name, _module in list(sys.modules.items()):
    if _name == "urllib3" or _name.startswith("urllib3."):
        sys.modules["requests.packages." + _name] = _module
