"""Nothing to patch: what blocks a thread here lets the others go on by itself."""


def patch_all(*args, **kwargs):
    return None


patch_socket = patch_ssl = patch_thread = patch_time = patch_os = patch_select = patch_queue = patch_subprocess = patch_all
patch_builtins = patch_signal = patch_sys = patch_dns = patch_contextvars = patch_all


def is_module_patched(name):
    return True


def is_object_patched(module, name):
    return True


def get_original(module, name):
    import importlib

    known = importlib.import_module(module)
    return getattr(known, name) if isinstance(name, str) else [getattr(known, each) for each in name]
