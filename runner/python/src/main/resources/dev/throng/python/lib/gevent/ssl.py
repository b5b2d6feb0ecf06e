from ssl import *
from ssl import _create_unverified_context
