package dev.throng.runner.report.console.text;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/**
 * Where standard output goes: a terminal of some size with or without colours, or a file or pipe.
 *
 * <p>Colours are left out when {@code NO_COLOR} is set; in-place drawing too when {@code TERM} is {@code dumb}.
 */
public final class Terminal {
    private static final int PLAIN_WIDTH = 120;
    private static final int PLAIN_HEIGHT = 50;

    private final PrintStream out;
    private final boolean interactive;
    private final Ink ink;
    private final Optional<WindowSize> size;

    private Terminal(PrintStream out, boolean interactive, Ink ink, Optional<WindowSize> size) {
        this.out = out;
        this.interactive = interactive;
        this.ink = ink;
        this.size = size;
    }

    /** Standard output as it is. */
    public static Terminal detect(PrintStream standardOutput, Map<String, String> environment) {
        return detect(WindowSize.STANDARD_OUTPUT, standardOutput, environment);
    }

    /** Standard error as it is, for when standard output belongs to somebody else. */
    public static Terminal onStandardError(PrintStream standardError, Map<String, String> environment) {
        return detect(WindowSize.STANDARD_ERROR, standardError, environment);
    }

    private static Terminal detect(int descriptor, PrintStream standardOutput, Map<String, String> environment) {
        Optional<WindowSize> size = WindowSize.of(descriptor);
        boolean interactive = size.isPresent() && !"dumb".equals(environment.get("TERM"));
        boolean colours =
                interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean unicode = standardOutput.charset().newEncoder().canEncode('✓');
        return new Terminal(standardOutput, interactive, new Ink(colours, unicode), size);
    }

    /** No terminal: plain lines. */
    public static Terminal plain(PrintStream out) {
        boolean unicode = out.charset().newEncoder().canEncode('✓');
        return new Terminal(out, false, new Ink(false, unicode), Optional.empty());
    }

    /** Whether what was drawn can be drawn over. */
    public boolean interactive() {
        return interactive;
    }

    /** Whether all that was printed arrived: nobody reads a closed pipe, and a disk may be full. */
    public boolean failed() {
        return out.checkError();
    }

    /** In cells, as it is now. */
    public int width() {
        return screen().width();
    }

    /** In lines, as it is now. */
    public int height() {
        return screen().height();
    }

    public PrintStream out() {
        return out;
    }

    /** Asked anew each time: windows are resized. */
    public Screen screen() {
        Optional<WindowSize.Cells> cells = size.flatMap(WindowSize::now);
        return new Screen(
                cells.map(WindowSize.Cells::columns).orElse(PLAIN_WIDTH),
                cells.map(WindowSize.Cells::lines).orElse(PLAIN_HEIGHT),
                ink);
    }
}
