package dev.throng.runner.code;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sources of one scenario.
 *
 * @param files texts by file name, in order, the main file first; names may hold folders, separated by slashes
 * @param libraries archives or folders on this machine that the code may use
 */
public record Bundle(Map<String, String> files, List<Path> libraries) {}
