package dev.throng.kubectl.terminal;

import dev.throng.runner.report.console.text.Terminal;
import java.io.PrintStream;
import java.util.List;

/** Lines that are drawn over by the next ones; without a terminal to draw on, nothing. */
public final class Drawing implements AutoCloseable {
    private static final String ERASE_REST_OF_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final PrintStream out;
    private final Terminal terminal;
    private int drawn;

    public Drawing(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public boolean possible() {
        return terminal.interactive();
    }

    public void draw(List<String> lines) {
        if (!possible()) {
            return;
        }
        StringBuilder frame = new StringBuilder(back());
        int room = Math.max(1, terminal.height() - 1);
        int width = Math.max(1, terminal.width());
        List<String> shown = lines.stream().limit(room).toList();
        shown.forEach(line -> frame.append(line, 0, Math.min(line.length(), width))
                .append(ERASE_REST_OF_LINE)
                .append('\n'));
        out.print(frame.append(ERASE_BELOW));
        out.flush();
        drawn = shown.size();
    }

    /** Takes the lines away, and writes this in their place, to stay. */
    public void say(String line) {
        if (possible()) {
            out.print(back() + ERASE_BELOW);
            drawn = 0;
        }
        out.println(line);
        out.flush();
    }

    private String back() {
        return drawn == 0 ? "" : "\r\u001b[" + drawn + "A";
    }

    @Override
    public void close() {
        if (possible() && drawn > 0) {
            out.print(back() + ERASE_BELOW);
            out.flush();
            drawn = 0;
        }
    }
}
