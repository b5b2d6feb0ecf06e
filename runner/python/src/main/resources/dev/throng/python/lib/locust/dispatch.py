"""Which user is spawned where is the engine's business."""


class UsersDispatcher:
    pass
