package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.WorkerId;
import dev.throng.runner.dispatch.Assignment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How far the workers of a run with a number of iterations are. Confined to the master's loop. */
final class Progress implements Quotas.Done {
    private final Quotas quotas;
    private final Map<WorkerId, Session> sessions;
    private final Collection<Session> all;
    private final Map<Integer, WorkerId> numbered = new HashMap<>();
    private Orders orders = Orders.NONE;

    Progress(Quotas quotas, Map<WorkerId, Session> sessions) {
        this.quotas = quotas;
        this.sessions = sessions;
        this.all = sessions.values();
    }

    /** Who has which number, as long as it is said anywhere. */
    void noted(Orders latest) {
        orders = latest;
        latest.membership().slots().forEach((name, slot) -> {
            if (slot.number() >= 0 && !slot.incarnation().isEmpty()) {
                numbered.put(slot.number(), new WorkerId(name, slot.incarnation()));
            }
        });
    }

    /** The orders with what those who are gone have left handed on. */
    Orders handedOn() {
        return orders.membership()
                .assignment()
                .map(users -> orders.dividing(quotas.handedOn(orders.iterations(), users, this)))
                .orElse(orders);
    }

    boolean over() {
        Optional<Assignment> users = orders.membership().assignment();
        return orders.started() && users.isPresent() && quotas.over(orders.iterations(), users.get(), this);
    }

    private Optional<Session> session(int number) {
        WorkerId known = numbered.get(number);
        return known == null ? Optional.empty() : Optional.ofNullable(sessions.get(known));
    }

    @Override
    public long begun(int number) {
        return session(number).map(Session::iterations).orElse(0L);
    }

    /** One that nobody has ever heard of here was an earlier master's; what it did may still be handed back. */
    @Override
    public boolean settled(int number) {
        return session(number)
                .map(session -> session.finished
                        || !session.connected() && session.offer().isEmpty())
                .orElseGet(
                        () -> all.stream().allMatch(session -> session.offer().isEmpty()));
    }

    @Override
    public boolean idle(int number) {
        return session(number).map(session -> session.users() == 0).orElse(false);
    }
}
