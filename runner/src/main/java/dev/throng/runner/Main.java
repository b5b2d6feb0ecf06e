package dev.throng.runner;

import dev.throng.runner.cli.ThrongCommand;

/** The program's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(ThrongCommand.execute(args));
    }
}
