package dev.throng.runner.cluster.master.session;

import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.WorkerId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which incarnation has which number in the assignment, as long as it was said anywhere. Confined to the master's loop. */
public final class WorkerNumbers {
    private final Map<WorkerId, Session> sessions;
    private final Map<Integer, WorkerId> numbered = new HashMap<>();

    public WorkerNumbers(Map<WorkerId, Session> sessions) {
        this.sessions = sessions;
    }

    public void noted(Orders latest) {
        latest.membership().slots().forEach((name, slot) -> {
            if (slot.number() >= 0 && !slot.incarnation().isEmpty()) {
                numbered.put(slot.number(), new WorkerId(name, slot.incarnation()));
            }
        });
    }

    public Optional<Session> session(int number) {
        WorkerId known = numbered.get(number);
        return known == null ? Optional.empty() : Optional.ofNullable(sessions.get(known));
    }

    /** What it is called. */
    public Optional<String> name(int number) {
        return Optional.ofNullable(numbered.get(number)).map(WorkerId::name);
    }

    /** Whether no more will be heard of this one, as far as can be known. */
    public boolean settled(int number) {
        return session(number)
                .map(session -> session.finished
                        || !session.connected() && session.offer().isEmpty())
                .orElseGet(() -> sessions.values().stream()
                        .allMatch(session -> session.offer().isEmpty()));
    }
}
