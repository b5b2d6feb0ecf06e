from gevent.greenlet import getcurrent
from locust._host import GreenletExit

from gevent.greenlet import Greenlet as greenlet
