package dev.throng.runner.report.console.live;

import dev.throng.runner.report.console.text.Cells;
import dev.throng.runner.report.console.text.Screen;
import dev.throng.runner.report.console.text.Terminal;
import dev.throng.runner.stats.total.Live;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Draws each frame over the last one, in one write and between the marks of a synchronised update, so that nothing flickers.
 * The cursor rests below the frame, so that whatever stops the process leaves a usable terminal. What others have to say is
 * left above it.
 */
final class InPlace implements ConsoleView.Drawing {
    private static final String BEGIN = "\u001b[?2026h";
    private static final String END = "\u001b[?2026l";
    private static final String ERASE_REST_OF_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";
    private static final int MOST_NOTICES = 1000;

    private final Heading heading;
    private final Terminal terminal;
    private final BlockingQueue<String> notices = new ArrayBlockingQueue<>(MOST_NOTICES);
    private List<String> drawn = List.of();
    private @Nullable Live last;

    InPlace(Heading heading, Terminal terminal) {
        this.heading = heading;
        this.terminal = terminal;
    }

    /** A line of somebody else's, to be left above the view by the next drawing. Any thread. */
    void notice(String line) {
        var unused = notices.offer(line);
    }

    /** What was drawn last, below new notices. */
    void redraw() {
        Live live = last;
        if (live != null) {
            draw(live);
        }
    }

    @Override
    public void draw(Live live) {
        last = live;
        Screen screen = terminal.screen();
        List<String> lines = LiveFrame.lines(heading, live, screen);
        StringBuilder frame = new StringBuilder(BEGIN).append(back(screen.width()));
        appendNotices(frame);
        lines.forEach(line -> frame.append(line).append(ERASE_REST_OF_LINE).append('\n'));
        write(frame.append(ERASE_BELOW).append(END));
        drawn = lines;
    }

    @Override
    public void end() {
        StringBuilder rest = new StringBuilder(back(terminal.screen().width()));
        appendNotices(rest);
        write(rest.append(ERASE_BELOW));
        drawn = List.of();
    }

    private void appendNotices(StringBuilder frame) {
        for (String line = notices.poll(); line != null; line = notices.poll()) {
            frame.append(Cells.clean(line)).append(ERASE_REST_OF_LINE).append('\n');
        }
    }

    /** To the first line of what was drawn, which takes more lines now if the window became narrower. */
    private String back(int width) {
        int rows = drawn.stream()
                .mapToInt(line -> Math.max(1, (Cells.width(line) + width - 1) / width))
                .sum();
        return rows == 0 ? "\r" : "\r\u001b[" + rows + "A";
    }

    private void write(CharSequence text) {
        terminal.out().print(text);
        terminal.out().flush();
    }
}
