"""What is loaded in this process, for all that looks at it: the files' classes, their shape, the environment."""


class Loaded:
    """The one run of this process: what the files hold, and what belongs to all users."""

    classes = {}
    defined = ()
    shape = None
    environment = None
    options = None
    parser = None


def tick(second, users):
    """What the shape wants from this second on: users and rate, or None when the run is over."""
    shape = Loaded.environment.shape_class
    shape._second = float(second)
    shape._users = users
    wanted = shape.tick()
    if not wanted:
        return None
    try:
        users, rate, classes = (*wanted, None)[:3]
        return [int(users), float(rate), *(cls.__name__ for cls in classes or ())]
    except (TypeError, ValueError, AttributeError):
        raise TypeError(
            f"{type(shape).__name__}.tick() gives {wanted!r}: it must be (users, spawn rate), (users, spawn rate, [classes])"
            " or None"
        ) from None


def ticks(most=24 * 3600):
    """What the shape wants, second by second, to its end."""
    users = 0
    for second in range(most if Loaded.environment.shape_class else 0):
        wanted = tick(second, users)
        if wanted is None:
            return
        users = wanted[0]
        yield wanted[0], wanted[1]
