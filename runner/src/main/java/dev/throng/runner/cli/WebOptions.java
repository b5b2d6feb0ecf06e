package dev.throng.runner.cli;

import picocli.CommandLine.Option;

/** The live page. */
final class WebOptions {
    @Option(
            names = "--headless",
            description = "No live page: opens no port. The default when standard output is no terminal.")
    boolean headless;

    @Option(
            names = "--web-host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address of the live page (default: ${DEFAULT-VALUE}).")
    String host = "127.0.0.1";

    @Option(
            names = {"-P", "--web-port"},
            defaultValue = "8089",
            paramLabel = "PORT",
            description = "Port of the live page, 0 for any free one (default: ${DEFAULT-VALUE}).")
    int port = 8089;
}
