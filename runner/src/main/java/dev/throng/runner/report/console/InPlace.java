package dev.throng.runner.report.console;

import dev.throng.runner.stats.Live;
import java.util.List;

/**
 * Draws each frame over the last one, in one write and between the marks of a synchronised update, so that nothing flickers.
 * The cursor rests below the frame, so that whatever stops the process leaves a usable terminal.
 */
final class InPlace implements ConsoleView.Drawing {
    private static final String BEGIN = "\u001b[?2026h";
    private static final String END = "\u001b[?2026l";
    private static final String ERASE_REST_OF_LINE = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final Heading heading;
    private final Terminal terminal;
    private List<String> drawn = List.of();

    InPlace(Heading heading, Terminal terminal) {
        this.heading = heading;
        this.terminal = terminal;
    }

    @Override
    public void draw(Live live) {
        Screen screen = terminal.screen();
        List<String> lines = LiveFrame.lines(heading, live, screen);
        StringBuilder frame = new StringBuilder(BEGIN).append(back(screen.width()));
        lines.forEach(line -> frame.append(line).append(ERASE_REST_OF_LINE).append('\n'));
        write(frame.append(ERASE_BELOW).append(END));
        drawn = lines;
    }

    @Override
    public void end() {
        write(new StringBuilder(back(terminal.screen().width())).append(ERASE_BELOW));
        drawn = List.of();
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
