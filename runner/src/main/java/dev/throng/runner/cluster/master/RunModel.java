package dev.throng.runner.cluster.master;

import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.cluster.protocol.Membership;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.WorkerId;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that a master decides upon, and what it has decided: a pure function of what happened. Instants are on the master's
 * monotonic clock unless they are said to be of the stage clock. Immutable.
 *
 * @param openedNanos when the master began to wait
 * @param pending load asked for before enough workers were there
 * @param movedAway stage time at which the users of a lost worker went to others, by name, until it is back
 * @param adopted epoch of the latest orders of an earlier master that this one goes on from; -1 when there was none
 */
record RunModel(
        Rules rules,
        long openedNanos,
        Members members,
        Orders orders,
        Optional<Orders.Edit> pending,
        Map<String, Long> movedAway,
        long adopted) {

    /** What the engine may need beyond the grace period, and a worker to hand over. */
    private static final Duration WRAP_UP = Duration.ofSeconds(15);

    /** What workers may need to find a master that was started again. */
    private static final Duration RETURN = Duration.ofSeconds(15);

    /** {@code worker-2} before {@code worker-10}, whoever came first: the same workers get the same users in each run. */
    private static final Comparator<Member> BY_NAME = Comparator.comparing(
            (Member member) -> member.id().name(),
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));

    RunModel {
        movedAway = Map.copyOf(movedAway);
    }

    static RunModel opened(Rules rules, long nowNanos) {
        return new RunModel(rules, nowNanos, Members.EMPTY, Orders.NONE, Optional.empty(), Map.of(), -1);
    }

    // What happened

    /** A worker that was let in: for the first time, back, or in the place of one that is gone. */
    RunModel greeted(WorkerId id, int weight, boolean ready, long now) {
        RunModel closed =
                members.member(id.name()).map(member -> back(member, id, now)).orElse(this);
        Member.Status status = ready ? Member.Status.READY : Member.Status.GREETED;
        return closed.with(closed.members.with(new Member(id, weight, status, now)))
                .registered(id);
    }

    /** Notes what the absence of this member's holder did to the run, now that somebody has it again. */
    private RunModel back(Member member, WorkerId id, long now) {
        boolean drove = member.id().equals(id);
        Optional<Long> moved = Optional.ofNullable(movedAway.get(member.id().name()));
        if (moved.isPresent()) {
            RunModel settled = settled(member.id().name());
            return drove ? settled.present(id, moved.get()).overlapped(id, moved.get(), now) : settled;
        }
        boolean died = member.status() == Member.Status.AWAY && includes(member);
        return !drove && (died || missing(member)) ? degraded(member, now, "it was replaced") : this;
    }

    /** It was only not heard: its users were not missing. When it stood still, it says so itself. */
    private RunModel present(WorkerId id, long movedNanos) {
        return with(orders.unmarked(
                mark -> mark.toNanos() == movedNanos && mark.message().startsWith(missingUntil(id))));
    }

    /** Whether it is lost and nobody else has its users. */
    private boolean missing(Member member) {
        return member.lost() && includes(member);
    }

    private boolean includes(Member member) {
        return orders.membership().includes(member.id().name());
    }

    private RunModel overlapped(WorkerId id, long fromStage, long now) {
        return with(orders.marked(new Orders.Mark(
                fromStage,
                stage(now),
                "overlap",
                id.name() + " was cut off and may have driven load that others had taken over")));
    }

    private RunModel degraded(Member member, long now, String cure) {
        return with(orders.marked(new Orders.Mark(
                Math.max(0, stage(member.sinceNanos())),
                Math.max(0, stage(now)),
                "degraded",
                missingUntil(member.id()) + cure)));
    }

    private static String missingUntil(WorkerId id) {
        return id.name() + " was lost and its users were missing until ";
    }

    /** It says itself that it did nothing for so long. */
    RunModel stoodStill(WorkerId id, long fromStage, long nanos) {
        return with(orders.marked(new Orders.Mark(
                fromStage,
                fromStage + nanos,
                "degraded",
                "%s stood still for %.1f s: nothing was sent meanwhile, and what was under way says nothing of the target"
                        .formatted(id.name(), nanos / 1e9))));
    }

    RunModel ready(WorkerId id, long now) {
        return members.member(id)
                        .filter(member -> member.status() == Member.Status.GREETED)
                        .isPresent()
                ? with(members.turned(id, Member.Status.READY, now))
                : this;
    }

    /** Its connection broke. Before the start it has nothing to be waited for. */
    RunModel away(WorkerId id, long now) {
        Optional<Member> member = members.member(id);
        if (member.isPresent() && !orders.started()) {
            return with(members.without(id.name()));
        }
        return member.filter(Member::working).isPresent() ? with(members.turned(id, Member.Status.AWAY, now)) : this;
    }

    /** It was not heard for longer than it may. */
    RunModel lost(WorkerId id, long heard, long now) {
        if (!orders.started()) {
            return with(members.without(id.name()));
        }
        RunModel without = with(members.turned(id, Member.Status.LOST, heard));
        return rules.policy() == WorkerLossPolicy.fail
                ? without.ended(Orders.Reason.BROKEN, id.name() + " was lost, and onWorkerLoss is fail", now)
                : without;
    }

    /** It was lost, and is known to be dead. */
    RunModel dead(WorkerId id) {
        return members.member(id)
                .map(member -> with(members.turned(id, Member.Status.DEAD, member.sinceNanos())))
                .orElse(this);
    }

    /** It was told to go; its users may move on at once. */
    RunModel leaving(WorkerId id, long now) {
        return orders.started()
                ? with(members.turned(id, Member.Status.LEAVING, now)).reconciled(now)
                : with(members.without(id.name()));
    }

    /** It has handed over its last interval. */
    RunModel done(WorkerId id, long now) {
        return with(members.turned(id, Member.Status.DONE, now));
    }

    /**
     * A worker shows orders of this run that this master did not give: an earlier master did. The latest are gone on
     * from, also when one that was cut off has shown older ones before, and whoever else took part is waited for.
     *
     * @param theirs stage time 0 on this master's clock
     */
    RunModel adopted(Orders theirs, long now) {
        boolean others = theirs.epoch() > orders.epoch() || theirs.areEarlierThan(orders);
        if (!others || theirs.epoch() <= adopted) {
            return this;
        }
        if (!theirs.started()) {
            return orders.started()
                    ? this
                    : with(orders.oneTime(theirs.oneTime()).above(theirs.epoch()), theirs.epoch());
        }
        Orders known = (orders.started() ? theirs.onClockOf(orders).onTopOf(orders) : theirs).above(orders.epoch());
        long stage = Math.max(0, with(known).stage(now));
        RunModel next = with(RowAllocation.takenOver(known, rules.feeds(), stage), theirs.epoch());
        for (WorkerId id : theirs.membership().incarnations()) {
            boolean later = orders.started()
                    && orders.membership().number(id.name())
                            < theirs.membership().number(id.name());
            next = next.awaited(id, later, now);
        }
        return next;
    }

    /**
     * It took part when the earlier master was there.
     *
     * @param later whether it had the place after who has it here; otherwise that one came in its place
     */
    private RunModel awaited(WorkerId id, boolean later, long now) {
        Member.Status status = orders.membership().includes(id.name()) ? Member.Status.AWAY : Member.Status.LOST;
        Optional<WorkerId> present = members.member(id.name()).map(Member::id);
        if (present.isEmpty()) {
            RunModel next = with(members.with(new Member(id, 1, status, now)));
            return status == Member.Status.LOST ? next.movedAway(id) : next;
        }
        if (present.get().equals(id) && status == Member.Status.LOST) {
            return movedAway(id).back(new Member(id, 1, status, openedNanos), id, now);
        }
        return later || present.get().equals(id)
                ? this
                : back(new Member(id, 1, status, openedNanos), present.get(), now)
                        .registered(present.get());
    }

    /** An earlier master gave its users to others: from then on it may drive what they drive, until it is back. */
    private RunModel movedAway(WorkerId id) {
        Map<String, Long> away = new LinkedHashMap<>(movedAway);
        orders.marks().stream()
                .filter(mark -> mark.message().startsWith(missingUntil(id)))
                .forEach(mark -> away.put(id.name(), mark.toNanos()));
        return with(away);
    }

    /** What it handed over ends earlier than it is known to be away: it was a master's that was not there then. */
    RunModel silent(WorkerId id, long sinceNanos) {
        return members.member(id)
                .filter(member -> member.status() == Member.Status.AWAY && sinceNanos < member.sinceNanos())
                .map(member -> with(members.with(new Member(id, member.weight(), Member.Status.AWAY, sinceNanos))))
                .orElse(this);
    }

    // What follows

    /** Whether all who are needed are there, and nothing else holds the start back. */
    boolean mayStart() {
        return !orders.started() && orders.ending().isEmpty() && (!rules.waits() || pending.isPresent()) && complete();
    }

    boolean complete() {
        return members.count(Member.Status.READY) >= rules.expected();
    }

    boolean deadlinePassed(long now) {
        return !orders.started()
                && !complete()
                && !rules.waits()
                && now - openedNanos > rules.startDeadline().toNanos();
    }

    RunModel started(long t0Nanos, long wallMillis) {
        List<Member> founders = members.all().stream()
                .filter(member -> member.status() == Member.Status.READY)
                .sorted(BY_NAME)
                .toList();
        Orders ordered = orders.with(orders.membership().founded(weights(founders)))
                .startedAt(new Orders.Start(t0Nanos, wallMillis));
        Orders divided = rules.quotas()
                .flatMap(quotas -> ordered.membership().assignment().map(quotas::founded))
                .map(ordered::dividing)
                .orElse(ordered);
        Orders fed = divided.withFeeds(RowAllocation.founded(
                rules.feeds(),
                divided.membership()
                        .assignment()
                        .map(users -> users.members().keySet())
                        .orElse(Set.of())));
        return with(pending.map(fed::edited).orElse(fed));
    }

    private static SequencedMap<WorkerId, Integer> weights(List<Member> members) {
        SequencedMap<WorkerId, Integer> weights = new LinkedHashMap<>();
        members.forEach(member -> weights.put(member.id(), member.weight()));
        return weights;
    }

    /** Who works has a share, and who is lost has one only if it is to be replaced. */
    RunModel reconciled(long now) {
        if (!orders.started() || stage(now) >= endNanos()) {
            return this;
        }
        RunModel next = this;
        for (Member member : members.all()) {
            boolean included = next.orders.membership().includes(member.id().name());
            if (!included && member.status() == Member.Status.READY) {
                next = next.moved(next.orders.membership().joined(member.id(), member.weight()), now);
            } else if (included && gone(member)) {
                next = next.redistributed(member, now);
            }
        }
        return next;
    }

    private boolean gone(Member member) {
        return switch (member.status()) {
            case LOST, DEAD -> rules.policy() == WorkerLossPolicy.redistribute && others(member);
            case LEAVING, DONE -> true;
            case GREETED, READY, AWAY -> false;
        };
    }

    /** Whether there is anybody who can take its users. */
    private boolean others(Member member) {
        return members.all().stream()
                .anyMatch(other -> !other.id().equals(member.id()) && other.working() && includes(other));
    }

    private RunModel redistributed(Member member, long now) {
        if (!member.lost()) {
            return moved(orders.membership().removed(member.id().name()), now);
        }
        RunModel moved = moved(orders.membership().left(member.id().name()), now);
        Map<String, Long> away = new LinkedHashMap<>(movedAway);
        away.put(member.id().name(), stage(now));
        return moved.degraded(member, now, "the others took them").with(away);
    }

    private RunModel moved(Membership membership, long now) {
        return with(orders.with(membership).effectiveAt(together(now)));
    }

    /** Other orders, which all follow at once. */
    RunModel together(Orders next, long now) {
        return with(next.effectiveAt(together(now)));
    }

    /** Whether somebody who comes now would not drive anything before the end. */
    boolean tooLate(long now) {
        return orders.started() && together(now) >= endNanos();
    }

    private long together(long now) {
        return stage(now) + rules.lead().toNanos();
    }

    /** Another load from now on, or the start of a run that waits for one. */
    RunModel loaded(int users, double spawnRate, long now) {
        if (!orders.started()) {
            return new RunModel(
                    rules,
                    openedNanos,
                    members,
                    orders,
                    Optional.of(new Orders.Edit(0, users, spawnRate, 0)),
                    movedAway,
                    adopted);
        }
        return edited(new Orders.Edit(together(now), users, spawnRate, 0));
    }

    /** Other arrivals from now on. */
    RunModel arriving(double perSecond, long now) {
        return edited(new Orders.Edit(together(now), 0, 0, perSecond));
    }

    private RunModel edited(Orders.Edit edit) {
        return with(orders.edited(edit).effectiveAt(edit.atNanos()));
    }

    RunModel reset(long now) {
        return orders.started() ? with(orders.resetAt(stage(now))) : this;
    }

    /** Has to end before its own end. */
    RunModel ended(Orders.Reason reason, String message, long now) {
        return with(orders.ended(new Orders.Ending(reason, message, Math.max(0, stage(now)), rules.grace())));
    }

    /** Notes what is still amiss, for the result. */
    RunModel closed(long now) {
        RunModel next = this;
        for (Member member : members.all()) {
            if (missing(member)) {
                next = next.degraded(member, Math.clamp(t0() + endNanos(), member.sinceNanos(), now), "the end");
            }
            Long moved = movedAway.get(member.id().name());
            if (moved != null && member.status() == Member.Status.LOST && moved < endNanos()) {
                next = next.with(next.orders.marked(new Orders.Mark(
                        moved,
                        Math.clamp(stage(now), moved, endNanos()),
                        "overlap",
                        member.id().name()
                                + " was not heard of again: if it was only cut off, it drove load that others"
                                + " had taken over")));
            }
        }
        return next;
    }

    /** Whether nobody is left to work, and nobody has been for long. */
    boolean forsaken(long now) {
        long longest = rules.lossTimeout().plus(rules.patience()).toNanos();
        return orders.started()
                && orders.ending().isEmpty()
                // Whoever has come to the end of the load has not forsaken it.
                && (stage(now) < endNanos() || members.every(Member::lost))
                && !members.byName().isEmpty()
                && members.every(member -> !member.working() && now - member.sinceNanos() > longest);
    }

    /**
     * Whether nothing more is to come, or nothing more is waited for. Who is lost may be back with everything, unless it is
     * dead; but nobody who stops a run waits for that.
     *
     * @param idle whether a worker never had anything to do
     */
    boolean over(long now, Predicate<Member> idle) {
        if (!orders.started()) {
            return orders.ending().isPresent();
        }
        long end = t0() + endNanos();
        long late = Math.max(end, openedNanos + RETURN.toNanos())
                + rules.grace().plus(rules.lossTimeout()).toNanos();
        boolean stopped = orders.ending()
                .filter(ending -> ending.reason() != Orders.Reason.END)
                .isPresent();
        return (now >= end
                        && members.every(
                                member -> idle.test(member) || member.finished() || (stopped && member.gone())))
                || (now > late && members.every(member -> member.gone()))
                || now - late > WRAP_UP.toNanos();
    }

    /** End of the load on the stage clock. */
    long endNanos() {
        long own = rules.lengthNanos() == Long.MAX_VALUE ? Long.MAX_VALUE / 4 : rules.lengthNanos();
        return orders.ending().map(ending -> Math.min(ending.atNanos(), own)).orElse(own);
    }

    long t0() {
        return orders.start().map(Orders.Start::t0Nanos).orElse(0L);
    }

    /** The stage clock; negative before the start. */
    long stage(long now) {
        return orders.started() ? now - t0() : -1;
    }

    private RunModel registered(WorkerId id) {
        return orders.membership().holds(id)
                ? this
                : with(orders.with(orders.membership().registered(id)));
    }

    private RunModel settled(String name) {
        Map<String, Long> away = new LinkedHashMap<>(movedAway);
        away.remove(name);
        return with(away);
    }

    private RunModel with(Members next) {
        return new RunModel(rules, openedNanos, next, orders, pending, movedAway, adopted);
    }

    RunModel with(Orders next) {
        return new RunModel(rules, openedNanos, members, next, pending, movedAway, adopted);
    }

    private RunModel with(Orders next, long from) {
        return new RunModel(rules, openedNanos, members, next, pending, movedAway, from);
    }

    private RunModel with(Map<String, Long> next) {
        return new RunModel(rules, openedNanos, members, orders, pending, next, adopted);
    }
}
