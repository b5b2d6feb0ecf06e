package dev.throng.runner.cli.session;

import dev.throng.runner.stats.Figure;
import dev.throng.runner.stats.total.Live;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Adds workers to a run whose generator is the bottleneck: half as many again each time, up to a maximum. On the run's thread. */
final class GrowingFleet implements Consumer<Live> {
    /** Seconds in a row that it has been the bottleneck. */
    private static final int PATIENCE = 10;

    /** Seconds that new workers have to show that they help. */
    private static final int SETTLING = 20;

    private final int most;
    private final IntConsumer more;
    private final Consumer<String> say;
    private int there;
    private int pressed;

    /**
     * @param more is told how many there are to be in all; must be quick
     * @param say is told what was done, a line
     */
    GrowingFleet(int there, int most, IntConsumer more, Consumer<String> say) {
        this.there = there;
        this.most = most;
        this.more = more;
        this.say = say;
    }

    @Override
    public void accept(Live live) {
        boolean driving = live.state() == Live.State.RUNNING || live.state() == Live.State.WARMING_UP;
        second(driving && !live.health().healthy(), live.workers());
    }

    /**
     * @param bottleneck whether the generator was the bottleneck
     * @param working workers that drive load
     */
    void second(boolean bottleneck, int working) {
        boolean limited = bottleneck && working >= there;
        if (pressed < 0) {
            pressed++;
        } else {
            pressed = limited ? pressed + 1 : 0;
        }
        if (pressed >= PATIENCE && there < most) {
            there = Math.min(most, there + (there + 1) / 2);
            pressed = -SETTLING;
            say.accept("the generator is the bottleneck: there are to be " + Figure.of(there, "worker") + " now");
            more.accept(there);
        }
    }
}
