package dev.throng.runner.cli.process;

/** The exit codes that scripts depend on. */
public final class ExitCode {
    public static final int PASSED = 0;
    public static final int FAILED = 1;
    public static final int INVALID = 2;
    public static final int BROKEN = 3;
    public static final int GENERATOR_UNHEALTHY = 4;
    public static final int UNCERTAIN = 5;
    public static final int HUNG_UP = 129;
    public static final int INTERRUPTED = 130;
    public static final int TERMINATED = 143;

    private ExitCode() {}
}
