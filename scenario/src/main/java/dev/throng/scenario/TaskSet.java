package dev.throng.scenario;

import dev.throng.scenario.spi.Link;
import dev.throng.scenario.spi.Links;

/**
 * Tasks that belong together: a part of the site, say. As a nested class of a user (or of another set) with {@link Task} on
 * it, it is one of the tasks there; a user that comes into it stays, choosing among the set's own tasks with the user's
 * waits between them, until it {@link #interrupt}s.
 *
 * <pre>{@code
 * class Reader extends HttpUser {
 *     @Task(3) class Forum extends TaskSet {
 *         @Task(10) void thread() { client.get("/thread"); }
 *         @Task void leave() { interrupt(); }
 *     }
 *     @Task void home() { client.get("/"); }
 * }
 * }</pre>
 */
public abstract class TaskSet extends Words {
    private final Link link = Links.current();

    /** Called by the engine only. */
    protected TaskSet() {}

    @Override
    final Link link() {
        return link;
    }

    /** When a user comes into the set. */
    public void onStart() throws Exception {}

    /** When a user leaves it. */
    public void onStop() throws Exception {}

    /** Leaves the set: the user goes on with another task of whoever holds it, at once. Does not return. */
    protected final void interrupt() {
        throw link.interrupt();
    }
}
