package dev.throng.runner.report.console.live;

import dev.throng.runner.report.console.text.Page;
import dev.throng.runner.report.console.text.Screen;
import dev.throng.runner.stats.total.Live;
import java.util.List;

/** The run in progress as the lines of a terminal: never wider nor higher than it. */
final class LiveFrame {
    private static final int LEAST_WIDTH = 40;
    private static final int MOST_NAMES = 12;
    private static final int OTHER_LINES = 14;
    private static final String INDENT = " ";

    private LiveFrame() {}

    static List<String> lines(Heading heading, Live live, Screen screen) {
        Page page = new Page(Math.max(LEAST_WIDTH, screen.width() - 2), screen.ink());
        LoadSection.write(heading, live, page);
        int loads = LoadRows.write(live, page);
        int room = screen.height() - OTHER_LINES - ConcernsSection.MOST_ERRORS - loads;
        NamesSection.write(live, page, Math.clamp(room, 0, MOST_NAMES));
        ConcernsSection.write(live, page);
        return page.lines().stream()
                .limit(Math.max(1, screen.height() - 1))
                .map(line -> line.isEmpty() ? line : INDENT + line)
                .toList();
    }
}
