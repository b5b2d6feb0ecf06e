from time import *

from locust._host import sleep
