package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.master.session.Session;
import dev.throng.runner.cluster.master.session.WorkerNumbers;
import dev.throng.runner.cluster.protocol.Feed;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.stats.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives rows of data to workers, in ranges of which each is one worker's for ever. Rows are given only below a mark that
 * everybody who takes part has confirmed to know: so another master, which goes on from anybody's orders, starts above all
 * that was given, whoever is lost together with this one. Confined to the master's loop.
 */
final class RowAllocation {
    private static final long LEAST = 16;
    private static final long USUAL = 1_000;

    /** The first ranges are such a part of the rows, for each worker. */
    private static final int FIRST_PART = 32;

    /**
     * What a worker draws in so many seconds is given at once, as soon as it has no more than that left; as much is set
     * aside for all of them, and at most twice that: so much of the time is lost with a worker, or with the master.
     */
    private static final int SECONDS = 1;

    /** Users that have no rows may go on for so long while nothing is left for anybody. */
    private static final long PATIENCE = 5_000_000_000L;

    private final List<dev.throng.runner.plan.Feed> plan;
    private final WorkerNumbers numbers;
    /** What was reserved in which orders. */
    private final NavigableMap<Long, List<Long>> reserved = new TreeMap<>();

    private long emptySince = Long.MAX_VALUE;

    RowAllocation(Plan plan, WorkerNumbers numbers) {
        this.plan = plan.feeds();
        this.numbers = numbers;
    }

    /** The first rows, before anybody has said anything. */
    static List<Feed> founded(List<dev.throng.runner.plan.Feed> plan, Collection<Integer> workers) {
        List<Feed> feeds = new ArrayList<>();
        for (dev.throng.runner.plan.Feed source : plan) {
            long size = first(source.limit(), workers.size());
            Feed feed = Feed.untouched(source.limit()).reserving(2 * size * workers.size());
            for (int worker : workers) {
                feed = feed.given(worker, 0, size);
            }
            feeds.add(feed);
        }
        return feeds;
    }

    private static long first(long limit, int workers) {
        return Math.clamp(limit / ((long) workers * FIRST_PART), 1, USUAL);
    }

    /** The orders with more rows for those who need some. */
    Orders tended(Orders orders) {
        Set<Integer> members = members(orders);
        if (members.isEmpty() || orders.feeds().size() != plan.size()) {
            return orders;
        }
        reserved.putIfAbsent(
                orders.epoch(), orders.feeds().stream().map(Feed::reserved).toList());
        List<Feed> feeds = new ArrayList<>();
        Orders marked = orders;
        for (int i = 0; i < plan.size(); i++) {
            Feed feed = orders.feeds().get(i);
            marked = lost(i, feed, members, marked);
            feeds.add(tended(i, feed, members, confirmed(i, feed, members)));
        }
        return marked.withFeeds(feeds);
    }

    private static Set<Integer> members(Orders orders) {
        return orders.membership()
                .assignment()
                .map(users -> users.members().keySet())
                .orElse(Set.of());
    }

    /**
     * Up to where rows may be given: alone, a worker's own orders are the only ones there are. Who is still to come from
     * an earlier master may have later orders than those that were gone on from.
     */
    private long confirmed(int index, Feed feed, Set<Integer> members) {
        if (members.stream()
                .anyMatch(number ->
                        numbers.session(number).filter(Session::awaited).isPresent())) {
            return 0;
        }
        if (members.size() == 1) {
            return feed.reserved();
        }
        long known = members.stream()
                .flatMap(number -> numbers.session(number).filter(Session::connected).stream())
                .mapToLong(Session::epoch)
                .min()
                .orElse(0);
        var entry = reserved.floorEntry(known);
        if (entry == null) {
            return 0;
        }
        reserved.headMap(entry.getKey()).clear();
        return entry.getValue().get(index);
    }

    private Feed tended(int index, Feed feed, Set<Integer> members, long confirmed) {
        Feed next = feed;
        long wanted = 0;
        for (int worker : members) {
            long drawn = drawn(index, worker);
            next = next.drawn(worker, drawn);
            long size = size(index, next, worker, members.size());
            long left = next.given(worker) - drawn;
            wanted += size;
            if (left <= size && size > 0) {
                next = next.given(worker, next.given(worker), Math.min(size, confirmed - next.granted()));
            }
        }
        boolean few = next.reserved() - next.granted() < wanted;
        return few && !next.exhausted() ? next.reserving(next.granted() + 2 * wanted) : next;
    }

    /** What is left is divided ever smaller, so that all come to the end together. */
    private long size(int index, Feed feed, int worker, int workers) {
        long left = feed.limit() - feed.granted();
        long fast = numbers.session(worker)
                        .map(session -> session.rowsPerSecond(index))
                        .orElse(0L)
                * SECONDS;
        long wanted = Math.max(first(feed.limit(), workers), Math.max(LEAST, fast));
        return feed.limit() == Long.MAX_VALUE ? wanted : Math.min(wanted, (left + 2L * workers - 1) / (2L * workers));
    }

    private long drawn(int index, int worker) {
        return numbers.session(worker).map(session -> session.drawn(index)).orElse(0L);
    }

    /** What a worker had that is gone stays unused, since nobody knows whether it was drawn. */
    private Orders lost(int index, Feed feed, Set<Integer> members, Orders orders) {
        Orders marked = orders;
        for (int worker : feed.leases().keySet()) {
            long rest = feed.given(worker) - Math.max(feed.drawn(worker), drawn(index, worker));
            boolean gone = !members.contains(worker) && numbers.settled(worker);
            if (gone && rest > 0 && feed.limit() < Long.MAX_VALUE) {
                String name = numbers.name(worker).orElse("worker " + worker);
                String end = " of " + plan.get(index).name() + " stay unused, which " + name
                        + " had when it was lost or left";
                long stage = numbers.session(worker).map(Session::drivenUntil).orElse(0L);
                marked = isSaid(marked, end)
                        ? marked
                        : marked.marked(new Orders.Mark(stage, stage, "data", "up to " + Figure.of(rest, "row") + end));
            }
        }
        return marked;
    }

    /** By this master, or by an earlier one that knew it better. */
    private static boolean isSaid(Orders orders, String end) {
        return orders.marks().stream().anyMatch(mark -> mark.message().endsWith(end));
    }

    /** What an earlier master had set aside stays unused, since nobody knows to whom it was given. */
    static Orders takenOver(Orders orders, List<dev.throng.runner.plan.Feed> plan, long stage) {
        List<Feed> feeds = new ArrayList<>();
        Orders marked = orders;
        for (int i = 0; i < orders.feeds().size(); i++) {
            Feed feed = orders.feeds().get(i);
            long rows = feed.reserved() - feed.granted();
            if (rows > 0 && feed.limit() < Long.MAX_VALUE) {
                String which = Figure.of(rows, "row") + " of " + plan.get(i).name();
                marked = marked.marked(new Orders.Mark(
                        stage,
                        stage,
                        "data",
                        "up to " + which + " stay unused, which the master had set aside when it was lost"));
            }
            feeds.add(feed.takenOver());
        }
        return marked.withFeeds(feeds);
    }

    /** Why there is nothing more to do: a feed that does not start again is used up, and nobody is left who could go on, or is to. */
    Optional<String> over(Orders orders, long now) {
        Set<Integer> members = members(orders);
        boolean stops = false;
        Set<String> empty = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(plan.size(), orders.feeds().size()); i++) {
            Feed feed = orders.feeds().get(i);
            int index = i;
            if (plan.get(i).isShared()
                    && feed.exhausted()
                    && members.stream().allMatch(worker -> drawn(index, worker) >= feed.given(worker))) {
                empty.add(plan.get(i).name());
                stops |= plan.get(i).atEnd() == dev.throng.runner.plan.Feed.AtEnd.STOP_RUN;
            }
        }
        emptySince = stops ? Math.min(emptySince, now) : Long.MAX_VALUE;
        boolean over = !empty.isEmpty() && (isDeserted(members) || stops && now - emptySince > PATIENCE);
        return over
                ? Optional.of("it ended when all rows of " + String.join(" and ", empty) + " were used")
                : Optional.empty();
    }

    private boolean isDeserted(Set<Integer> members) {
        return !members.isEmpty()
                && members.stream()
                        .allMatch(worker -> numbers.session(worker)
                                .filter(session -> session.users() == 0)
                                .isPresent());
    }
}
