"""What user code raises to steer a run, and what it is told by."""


class LocustError(Exception):
    pass


class ResponseError(Exception):
    """Raised in a with-block around a request: the request counts as failed, and the task goes on after the block."""


class CatchResponseError(Exception):
    """What ``response.failure("text")`` counts under."""


class MissingWaitTimeError(LocustError):
    pass


class InterruptTaskSet(Exception):
    """Ends the task set at hand.

    reschedule: whether the parent picks its next task at once, without waiting
    """

    def __init__(self, reschedule=True):
        self.reschedule = reschedule


class StopTest(Exception):
    """Ends the whole run."""


class StopUser(Exception):
    """Ends this user; it is not replaced."""


class RescheduleTask(Exception):
    """Ends the task at hand, like a return."""


class RescheduleTaskImmediately(Exception):
    """Ends the task at hand; the next one begins without waiting."""


class RPCError(Exception):
    pass


class RPCSendError(Exception):
    pass


class RPCReceiveError(Exception):
    pass


class RunnerAlreadyExistsError(Exception):
    pass


class Unsupported(BaseException):
    """The file needs what is not there. Not caught by listeners' and tasks' safety nets, so that the run does not begin."""
