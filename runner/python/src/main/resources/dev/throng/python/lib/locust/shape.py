"""Load shapes in code."""


class _Meta(type):
    def __new__(mcs, classname, bases, class_dict):
        class_dict["abstract"] = class_dict.get("abstract", False)
        return super().__new__(mcs, classname, bases, class_dict)


class LoadTestShape(metaclass=_Meta):
    """Says second by second how many users there are to be. Asked for the whole run before it begins."""

    runner = None
    abstract = True
    use_common_options = False

    # The second that is asked about, and the users that are there by then.
    _second = 0.0
    _zero = 0.0
    _users = 0

    def reset_time(self):
        self._zero = self._second

    def get_run_time(self):
        """Seconds since the start."""
        return self._second - self._zero

    def get_current_user_count(self):
        return self._users

    def tick(self):
        """(users, users per second[, user classes]) from now on; None ends the run."""
        return None
