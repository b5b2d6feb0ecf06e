package dev.throng.runner.report.console.text;

import java.util.Locale;

/** Time on the stage clock as people write it. */
public final class Clock {
    private Clock() {}

    /** 0:05, 12:34, 1:02:03. */
    public static String text(long nanos) {
        long seconds = nanos / 1_000_000_000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
