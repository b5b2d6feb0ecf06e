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


class _Group:
    def __init__(self, group):
        self._group = group

    def add_argument(self, *args, **kwargs):
        return self._group.add_argument(*args, **_plain(kwargs))

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
        return super().add_argument(*args, **_plain(kwargs))

    def add_argument_group(self, *args, **kwargs):
        return _Group(super().add_argument_group(*args, **kwargs))

    def error(self, message):
        raise ValueError(message)


def get_empty_argument_parser(add_help=True, default_config_files=()):
    return LocustArgumentParser(add_help=add_help, prog="locust")
