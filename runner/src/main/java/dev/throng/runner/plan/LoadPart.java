package dev.throng.runner.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One of the loads that a run has side by side: how many of which users come when. A class of users is in one of them.
 *
 * @param index position in {@link Plan#loads}, and in the parts of {@link Plan#shape}
 * @param name {@link #MAIN} for the run's own
 * @param intended in a few words: {@code 200 users}, {@code 5/s}
 * @param classes positions in {@link Plan#users}, in their order
 * @param users names of these classes
 * @param firstUser number in the whole run of its first user of the closed model; its others follow
 * @param maxOpenUsers the most users of its open model at once, over all workers; 0 without open stages
 * @param judgedFromNanos where the run's judging begins, stage clock
 * @param fromNanos when it begins, stage clock
 * @param toNanos when it ends; {@link Long#MAX_VALUE} when it has no end of its own
 */
public record LoadPart(
        int index,
        String name,
        String intended,
        List<Integer> classes,
        Set<String> users,
        int firstUser,
        int maxOpenUsers,
        long judgedFromNanos,
        long fromNanos,
        long toNanos) {
    /** What the load that the run itself has is called. */
    public static final String MAIN = "main";

    public LoadPart {
        classes = List.copyOf(classes);
        users = Set.copyOf(users);
    }

    /** The only one: all users are in it. */
    public static LoadPart only(List<UserClass> users, int maxOpenUsers) {
        return new LoadPart(
                0,
                MAIN,
                "",
                IntStream.range(0, users.size()).boxed().toList(),
                users.stream().map(UserClass::name).collect(Collectors.toSet()),
                0,
                maxOpenUsers,
                0,
                0,
                Long.MAX_VALUE);
    }

    /**
     * How long it was judged.
     *
     * @param judgedSeconds so much of the run's time was judged so far
     * @param fromNanos of a stretch of the stage clock
     * @param toNanos of that stretch
     */
    public double judgedSeconds(double judgedSeconds, long fromNanos, long toNanos) {
        long from = Math.max(Math.max(fromNanos, this.fromNanos), judgedFromNanos);
        long judgedTo = judgedFromNanos + Math.round(judgedSeconds * 1e9);
        return Math.max(0, Math.min(judgedTo, Math.min(toNanos, this.toNanos)) - from) / 1e9;
    }
}
