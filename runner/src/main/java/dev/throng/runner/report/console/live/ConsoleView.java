package dev.throng.runner.report.console.live;

import dev.throng.runner.plan.Plan;
import dev.throng.runner.report.console.Notices;
import dev.throng.runner.report.console.text.Terminal;
import dev.throng.runner.stats.total.Live;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Shows the run while it goes on: drawn over in place on a terminal, as lines elsewhere. Views come from any one thread;
 * they are drawn by a thread of its own, since a terminal may be stopped (Ctrl-S) and the run must not be. A view that comes
 * while another waits replaces it.
 */
public final class ConsoleView implements Consumer<Live>, AutoCloseable {
    private static final long PATIENCE_MILLIS = 1000;

    private final BlockingQueue<Runnable> next = new ArrayBlockingQueue<>(1);
    private final Drawing drawing;
    private final Thread thread;
    private volatile boolean closed;

    public ConsoleView(Plan plan, Terminal terminal) {
        this.drawing = terminal.interactive() ? inPlace(Heading.of(plan), terminal) : new LineByLine(terminal);
        this.thread = Thread.ofPlatform().name("console").daemon().start(this::draw);
    }

    /** What others print meanwhile appears above the view, at once. */
    private Drawing inPlace(Heading heading, Terminal terminal) {
        InPlace drawn = new InPlace(heading, terminal);
        Notices.divert(line -> {
            drawn.notice(line);
            replace(drawn::redraw);
        });
        return drawn;
    }

    /** One way of drawing; confined to the console's thread. */
    interface Drawing {
        void draw(Live live);

        /** Nothing of the live view is left; what is printed next starts on a line of its own. */
        void end();
    }

    @Override
    public void accept(Live live) {
        replace(() -> drawing.draw(live));
    }

    private void replace(Runnable drawn) {
        while (!closed && !next.offer(drawn)) {
            next.poll();
        }
    }

    private void draw() {
        try {
            while (!closed) {
                Runnable drawn = next.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (drawn != null) {
                    drawn.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the live view, so that the summary can be printed. Waits for a second at most. */
    @Override
    public void close() {
        replace(this::end);
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Notices.restore();
    }

    private void end() {
        closed = true;
        drawing.end();
    }

    private static final class LineByLine implements Drawing {
        private final Terminal terminal;
        private final PlainLines lines;

        private LineByLine(Terminal terminal) {
            this.terminal = terminal;
            this.lines = new PlainLines(terminal.screen().ink());
        }

        @Override
        public void draw(Live live) {
            List<String> drawn = lines.lines(live);
            drawn.forEach(terminal.out()::println);
            terminal.out().flush();
        }

        @Override
        public void end() {}
    }
}
