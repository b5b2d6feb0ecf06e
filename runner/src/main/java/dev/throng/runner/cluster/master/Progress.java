package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.master.session.WorkerNumbers;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.dispatch.Assignment;
import java.util.Optional;

/** How far the workers of a run with a number of iterations are. Confined to the master's loop. */
final class Progress implements Quotas.Done {
    private final Quotas quotas;
    private final WorkerNumbers numbers;
    private Orders orders = Orders.NONE;

    Progress(Quotas quotas, WorkerNumbers numbers) {
        this.quotas = quotas;
        this.numbers = numbers;
    }

    void noted(Orders latest) {
        orders = latest;
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

    @Override
    public long begun(int number) {
        return numbers.session(number).map(Session::iterations).orElse(0L);
    }

    @Override
    public boolean settled(int number) {
        return numbers.settled(number);
    }

    @Override
    public boolean idle(int number) {
        return numbers.session(number).map(session -> session.users() == 0).orElse(false);
    }
}
