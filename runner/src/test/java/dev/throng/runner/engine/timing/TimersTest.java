package dev.throng.runner.engine.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers timers = new Timers();
    private final List<Named> fired = new ArrayList<>();

    @Test
    void firesInTheOrderOfDueTimes() {
        timers.set(new Named("late"), 30);
        timers.set(new Named("early"), 10);
        timers.set(new Named("middle"), 20);

        timers.fire(25, Integer.MAX_VALUE);

        assertThat(fired).extracting(Named::name).containsExactly("early", "middle");
        assertThat(timers.nextNanos()).isEqualTo(30);
    }

    @Test
    void firesNoMoreAtOnceThanItIsTold() {
        for (int i = 0; i < 5; i++) {
            timers.set(new Named("timer " + i), i);
        }

        timers.fire(100, 3);
        assertThat(fired).hasSize(3);
        timers.fire(100, 3);
        assertThat(fired).hasSize(5);
    }

    @Test
    void aTimerSetToLaterFiresLaterOnly() {
        Named timer = new Named("moved");
        timers.set(timer, 10);
        timers.set(timer, 50);

        timers.fire(49, Integer.MAX_VALUE);
        assertThat(fired).isEmpty();
        timers.fire(50, Integer.MAX_VALUE);
        assertThat(fired).containsExactly(timer);
    }

    @Test
    void aTimerSetToEarlierFiresEarlier() {
        Named timer = new Named("moved");
        timers.set(new Named("other"), 20);
        timers.set(timer, 50);
        timers.set(timer, 10);

        timers.fire(10, Integer.MAX_VALUE);

        assertThat(fired).containsExactly(timer);
    }

    @Test
    void aCancelledTimerNeverFires() {
        Named timer = new Named("cancelled");
        timers.set(timer, 10);
        timers.cancel(timer);
        timers.cancel(timer);

        timers.fire(100, Integer.MAX_VALUE);

        assertThat(fired).isEmpty();
        assertThat(timers.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whateverIsDoneEveryTimerFiresOnceAndNoneEarly() {
        SplittableRandom random = new SplittableRandom(7);
        List<Named> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(new Named("timer " + i));
        }
        long now = 0;
        for (int round = 0; round < 20_000; round++) {
            Named timer = all.get(random.nextInt(all.size()));
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    timer.expected = now + 1 + random.nextInt(1000);
                    timers.set(timer, timer.expected);
                }
                case 2 -> {
                    timer.expected = Long.MAX_VALUE;
                    timers.cancel(timer);
                }
                default -> {
                    now += random.nextInt(100);
                    long instant = now;
                    List<Named> due =
                            all.stream().filter(t -> t.expected <= instant).toList();
                    fired.clear();
                    timers.fire(now, Integer.MAX_VALUE);
                    assertThat(fired).containsExactlyInAnyOrderElementsOf(due);
                    due.forEach(t -> t.expected = Long.MAX_VALUE);
                }
            }
        }
    }

    private final class Named extends Timer {
        private final String name;
        private long expected = Long.MAX_VALUE;

        Named(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        @Override
        protected void fired(long nowNanos) {
            assertThat(nowNanos).isGreaterThanOrEqualTo(dueNanos);
            fired.add(this);
        }
    }
}
