package dev.throng.runner.cli;

/** The exit codes that scripts depend on. */
final class ExitCode {
    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int INVALID = 2;
    static final int BROKEN = 3;
    static final int GENERATOR_UNHEALTHY = 4;
    static final int HUNG_UP = 129;
    static final int INTERRUPTED = 130;
    static final int TERMINATED = 143;

    private ExitCode() {}
}
