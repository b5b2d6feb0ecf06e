"""Options of a locustfile's own."""

import argparse
import os

_EXTRA = ("env_var", "include_in_web_ui", "is_secret", "is_required", "is_write_out_config_file_arg", "is_multiple")


def _plain(kwargs):
    """What argparse knows of an option, with its default from the environment if that has one."""
    plain = {key: value for key, value in kwargs.items() if key not in _EXTRA}
    variable = kwargs.get("env_var")
    if variable and variable in os.environ:
        text = os.environ[variable]
        if plain.get("action") in ("store_true", "store_false"):
            plain["default"] = text.lower() in ("true", "yes", "1", "on")
        else:
            kind = plain.get("type")
            plain["default"] = kind(text) if callable(kind) else text
        plain.pop("required", None)
    return plain


def _added(add, args, kwargs):
    """Adds an option, and keeps what of it is for the form in the browser."""
    action = add(*args, **_plain(kwargs))
    action.in_form = kwargs.get("include_in_web_ui", True)
    action.secret = kwargs.get("is_secret", False)
    action.needed = kwargs.get("is_required", False)
    action.several = kwargs.get("is_multiple", False) or action.nargs in ("*", "+") or isinstance(action.nargs, int)
    return action


class _Group:
    def __init__(self, group):
        self._group = group

    def add_argument(self, *args, **kwargs):
        return _added(self._group.add_argument, args, kwargs)

    def add_mutually_exclusive_group(self, **kwargs):
        return _Group(self._group.add_mutually_exclusive_group(**kwargs))

    def __getattr__(self, name):
        return getattr(self._group, name)


class LocustArgumentParser(argparse.ArgumentParser):
    """Takes the options that listeners of init_command_line_parser add."""

    def __init__(self, *args, **kwargs):
        for name in ("default_config_files", "auto_env_var_prefix", "config_file_parser_class", "add_env_var_help",
                     "add_config_file_help", "args_for_setting_config_path", "ignore_unknown_config_file_keys"):
            kwargs.pop(name, None)
        super().__init__(*args, **kwargs)

    def add_argument(self, *args, **kwargs):
        return _added(super().add_argument, args, kwargs)

    def add_argument_group(self, *args, **kwargs):
        return _Group(super().add_argument_group(*args, **kwargs))

    def add_mutually_exclusive_group(self, **kwargs):
        return _Group(super().add_mutually_exclusive_group(**kwargs))

    def in_form(self):
        """The options that people may say in the browser, by their names."""
        return {action.dest: action for action in self._actions if action.option_strings and getattr(action, "in_form", False)}

    def from_form(self, action, texts):
        """The value that an option has by what was typed. Raises ValueError."""
        if action.nargs == 0 and isinstance(action.const, bool):
            return texts[-1].lower() in ("true", "yes", "1", "on")
        try:
            if action.several:
                words = [word.strip() for text in texts for word in text.split(",") if word.strip()]
                return [self._of(action, word) for word in words]
            return self._of(action, texts[-1]) if texts[-1] or action.type is None else action.default
        except argparse.ArgumentError as problem:
            raise ValueError(str(problem)) from None

    def _of(self, action, text):
        value = self._get_value(action, text)
        if text or action.choices is None:
            self._check_value(action, value)
        return value

    def error(self, message):
        raise ValueError(message)


def get_empty_argument_parser(add_help=True, default_config_files=()):
    return LocustArgumentParser(add_help=add_help, prog="locust")
