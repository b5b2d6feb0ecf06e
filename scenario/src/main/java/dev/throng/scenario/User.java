package dev.throng.scenario;

import dev.throng.scenario.spi.Link;
import dev.throng.scenario.spi.Links;

/**
 * A virtual user that speaks whatever it likes: for HTTP there is {@link HttpUser}. The engine makes one object per user by
 * its constructor without parameters, and calls {@link #onStart}, then tasks, at last {@link #onStop}, all on the user's
 * own virtual thread.
 *
 * <p>What a method throws is noted in the result with the line that threw it, and the user goes on with its next task.
 *
 * <pre>{@code
 * class Caller extends User {
 *     @Task void hello() {
 *         long began = System.nanoTime();
 *         stub.hello();
 *         measured("GRPC", "Hello", Duration.ofNanos(System.nanoTime() - began), 0, null);
 *     }
 * }
 * }</pre>
 */
public abstract class User extends Words {
    private final Link link;

    /** Called by the engine only: a user that nobody runs has nothing to measure with. */
    protected User() {
        link = Links.current();
    }

    @Override
    final Link link() {
        return link;
    }

    /** Once, before the first task. Its requests are counted like all others. */
    public void onStart() throws Exception {}

    /** Once, when the user leaves; not when the run is cut off after its grace period. */
    public void onStop() throws Exception {}
}
