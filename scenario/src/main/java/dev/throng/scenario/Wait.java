package dev.throng.scenario;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a user waits between two tasks. A field of this type in a user class says it; without one there is no wait.
 *
 * <pre>{@code
 * Wait waitTime = between(1, 3);                                    // seconds
 * Wait waitTime = pacing(Duration.ofSeconds(5));                    // one task every five seconds
 * Wait waitTime = (random, took) -> Duration.ofMillis(random.nextInt(100));
 * }</pre>
 *
 * <p>Asked once after each task, on the user's thread. Where a load model gives arrivals, they say when tasks start, and no
 * wait is asked for.
 */
@FunctionalInterface
public interface Wait {
    /**
     * The wait, from the end of the task before.
     *
     * @param random the user's own source of chance
     * @param took how long the task took, from its intended start
     * @return zero or less for none
     */
    Duration after(RandomGenerator random, Duration took);
}
