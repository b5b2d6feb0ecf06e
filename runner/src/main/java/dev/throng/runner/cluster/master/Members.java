package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.protocol.WorkerId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Who has which place in the run: by name, in order of first arrival. Immutable. */
record Members(Map<String, Member> byName) {
    static final Members EMPTY = new Members(Map.of());

    Collection<Member> all() {
        return byName.values();
    }

    Optional<Member> member(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The member, if it is this incarnation's. */
    Optional<Member> member(WorkerId id) {
        return member(id.name()).filter(member -> member.id().equals(id));
    }

    /** A member is free for this incarnation when nobody has it, it has it itself, or its holder is not there any more. */
    boolean admits(WorkerId id) {
        return member(id.name())
                .map(member -> member.id().equals(id)
                        || member.status() == Member.Status.AWAY
                        || member.lost()
                        || member.status() == Member.Status.DONE)
                .orElse(true);
    }

    Members with(Member member) {
        Map<String, Member> changed = new LinkedHashMap<>(byName);
        changed.put(member.id().name(), member);
        return new Members(changed);
    }

    Members without(String name) {
        Map<String, Member> changed = new LinkedHashMap<>(byName);
        changed.remove(name);
        return new Members(changed);
    }

    /** With another status of this incarnation's member; the same when it has none. */
    Members turned(WorkerId id, Member.Status status, long nanos) {
        return member(id).map(member -> with(member.now(status, nanos))).orElse(this);
    }

    int count(Predicate<Member> which) {
        return (int) all().stream().filter(which).count();
    }

    int count(Member.Status status) {
        return count(member -> member.status() == status);
    }

    boolean every(Predicate<Member> which) {
        return all().stream().allMatch(which);
    }
}
