"""The options of locustfiles that people may say in the browser before a run."""

import argparse
import json

from ._loaded import Loaded


def settings():
    """The file's own options, for the form in the browser."""
    actions = Loaded.parser.in_form() if Loaded.parser else {}
    return [
        {
            "name": name,
            "help": "" if action.help in (None, argparse.SUPPRESS) else action.help,
            "kind": _kind(action),
            "value": "" if action.secret else _text(getattr(Loaded.options, name)),
            "choices": [_text(choice) for choice in action.choices or ()],
            "required": bool(action.needed),
        }
        for name, action in actions.items()
    ]


def _kind(action):
    if action.nargs == 0 and isinstance(action.const, bool):
        return "SWITCH"
    return "SECRET" if action.secret else "SEVERAL" if action.several else "TEXT"


def _text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(map(_text, value))
    return "" if value is None else str(value)


def say(request):
    """Takes what was said in the browser (JSON: users, spawn_rate, values by option): the form's options as they are now, as
    JSON. Raises ValueError; then nothing is taken."""
    said = json.loads(request)
    actions = Loaded.parser.in_form() if Loaded.parser else {}
    taken = {}
    for name, texts in said["values"].items():
        action = actions.get(name)
        if action is not None and texts and not (action.secret and not texts[-1]):
            taken[name] = Loaded.parser.from_form(action, texts)
    for name, value in taken.items():
        setattr(Loaded.options, name, value)
    Loaded.options.users = Loaded.options.num_users = said["users"]
    Loaded.options.spawn_rate = said["spawn_rate"]
    return json.dumps(settings())
