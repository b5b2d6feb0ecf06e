package dev.throng.scenario;

/**
 * Tasks that are done one after the other in the order in which they are written, then from the first one again; {@link
 * #interrupt} in the last one leaves it after one round.
 *
 * <pre>{@code
 * @Task class Checkout extends SequentialTaskSet {
 *     @Task void cart() { client.get("/cart"); }
 *     @Task void pay() { client.post("/pay"); interrupt(); }
 * }
 * }</pre>
 */
public abstract class SequentialTaskSet extends TaskSet {
    /** Called by the engine only. */
    protected SequentialTaskSet() {}
}
