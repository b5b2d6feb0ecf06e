package dev.throng.runner.imports.accesslog;

/**
 * What a line of a log tells.
 *
 * @param second of its time, since 1970
 * @param path with its query, from a slash on
 * @param client address; empty when the log has none
 */
record Hit(long second, String method, String path, int status, String client) {}
