package dev.throng.runner.cluster;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Who has which place in the run: by name, in order of first arrival. Immutable. */
record Roster(Map<String, Seat> seats) {
    static final Roster EMPTY = new Roster(Map.of());

    Collection<Seat> all() {
        return seats.values();
    }

    Optional<Seat> seat(String name) {
        return Optional.ofNullable(seats.get(name));
    }

    /** The seat, if it is this incarnation's. */
    Optional<Seat> seat(WorkerId id) {
        return seat(id.name()).filter(seat -> seat.id().equals(id));
    }

    /** A seat is free for this incarnation when nobody has it, it has it itself, or its holder is not there any more. */
    boolean admits(WorkerId id) {
        return seat(id.name())
                .map(seat -> seat.id().equals(id)
                        || seat.status() == Seat.Status.AWAY
                        || seat.status() == Seat.Status.LOST
                        || seat.status() == Seat.Status.DONE)
                .orElse(true);
    }

    Roster with(Seat seat) {
        Map<String, Seat> changed = new LinkedHashMap<>(seats);
        changed.put(seat.id().name(), seat);
        return new Roster(changed);
    }

    Roster without(String name) {
        Map<String, Seat> changed = new LinkedHashMap<>(seats);
        changed.remove(name);
        return new Roster(changed);
    }

    /** With another status of this incarnation's seat; the same when it has none. */
    Roster turned(WorkerId id, Seat.Status status, long nanos) {
        return seat(id).map(seat -> with(seat.now(status, nanos))).orElse(this);
    }

    int count(Predicate<Seat> which) {
        return (int) all().stream().filter(which).count();
    }

    int count(Seat.Status status) {
        return count(seat -> seat.status() == status);
    }

    boolean every(Predicate<Seat> which) {
        return all().stream().allMatch(which);
    }
}
