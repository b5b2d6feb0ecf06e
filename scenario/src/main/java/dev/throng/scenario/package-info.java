/**
 * Load test scenarios in Java: one file, no build.
 *
 * <pre>{@code
 * import dev.throng.scenario.*;
 *
 * class Shopper extends HttpUser {
 *     Wait waitTime = between(1, 3);
 *
 *     @Task(3) void browse() { client.get("/items?page=" + random().nextInt(1, 10), name("/items?page=N")); }
 *
 *     @Task void buy() { client.post("/orders", json(Map.of("item", 7))); }
 * }
 * }</pre>
 *
 * <p>Run it with {@code ./throng run Shopper.java --host http://localhost:8000 -u 100 -r 10 -t 5m}. Every class in it that
 * extends {@link dev.throng.scenario.HttpUser} and is not abstract is a class of virtual users. Each user is an object of
 * its own with a virtual thread of its own: its code may block as it likes, by requests, {@code Thread.sleep} or a lock,
 * and holds no other user up. What it computes takes the time of all, so heavy work belongs into
 * {@link dev.throng.scenario.BeforeRun}.
 */
@NullMarked
package dev.throng.scenario;

import org.jspecify.annotations.NullMarked;
