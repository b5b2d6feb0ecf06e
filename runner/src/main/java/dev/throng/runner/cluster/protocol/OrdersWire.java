package dev.throng.runner.cluster.protocol;

import com.google.protobuf.ByteString;
import dev.throng.runner.cluster.wire.WorkersProto;
import dev.throng.runner.dispatch.Assignment;
import dev.throng.runner.dispatch.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders as they go over the wire. What is none is an {@link IllegalArgumentException}. */
final class OrdersWire {
    private static volatile Written latest = new Written(Orders.NONE, translate(Orders.NONE));

    private record Written(Orders orders, WorkersProto.Orders message) {}

    private OrdersWire() {}

    /** The same orders go to every worker: they are translated once. Any thread. */
    static WorkersProto.Orders write(Orders orders) {
        Written last = latest;
        if (!last.orders.equals(orders)) {
            last = new Written(orders, translate(orders));
            latest = last;
        }
        return last.message;
    }

    private static WorkersProto.Orders translate(Orders orders) {
        WorkersProto.Orders.Builder out = WorkersProto.Orders.newBuilder()
                .setEpoch(orders.epoch())
                .setEffectiveNanos(orders.effectiveNanos())
                .setResetNanos(orders.resetNanos())
                .setUnaccounted(orders.unaccounted());
        orders.start()
                .ifPresent(start -> out.setStart(WorkersProto.Orders.Start.newBuilder()
                        .setT0Nanos(start.t0Nanos())
                        .setWallMillis(start.wallMillis())));
        orders.edits()
                .forEach(edit -> out.addEdits(WorkersProto.Orders.Edit.newBuilder()
                        .setAtNanos(edit.atNanos())
                        .setUsers(edit.users())
                        .setSpawnRate(edit.spawnRate())
                        .setArrivals(edit.arrivals())));
        orders.membership().assignment().ifPresent(users -> out.setAssignment(ByteString.copyFrom(users.toBytes())));
        orders.membership()
                .slots()
                .forEach((name, slot) -> out.addPosts(WorkersProto.Orders.Post.newBuilder()
                        .setName(name)
                        .setIncarnation(slot.incarnation())
                        .setNumber(slot.number())));
        orders.feeds().forEach(feed -> out.addFeeds(write(feed)));
        out.putAllIterations(orders.iterations());
        if (orders.oneTime().isBegun()) {
            out.setAround(write(orders.oneTime()));
        }
        orders.marks().forEach(mark -> out.addMarks(write(mark)));
        orders.ending().ifPresent(ending -> out.setEnding(write(ending)));
        return out.build();
    }

    private static WorkersProto.Orders.Mark write(Orders.Mark mark) {
        return WorkersProto.Orders.Mark.newBuilder()
                .setFromNanos(mark.fromNanos())
                .setToNanos(mark.toNanos())
                .setKind(mark.kind())
                .setMessage(mark.message())
                .build();
    }

    private static WorkersProto.Orders.Ending write(Orders.Ending ending) {
        return WorkersProto.Orders.Ending.newBuilder()
                .setReason(ending.reason().name())
                .setMessage(ending.message())
                .setAtNanos(ending.atNanos())
                .setGraceNanos(ending.grace().toNanos())
                .build();
    }

    static Orders read(WorkersProto.Orders in) {
        return new Orders(
                in.getEpoch(),
                in.getEffectiveNanos(),
                in.hasStart()
                        ? Optional.of(new Orders.Start(
                                in.getStart().getT0Nanos(), in.getStart().getWallMillis()))
                        : Optional.empty(),
                in.getEditsList().stream()
                        .map(edit -> new Orders.Edit(
                                edit.getAtNanos(), edit.getUsers(), edit.getSpawnRate(), edit.getArrivals()))
                        .toList(),
                in.getResetNanos(),
                membership(in),
                in.getMarksList().stream()
                        .map(mark -> new Orders.Mark(
                                mark.getFromNanos(), mark.getToNanos(), mark.getKind(), mark.getMessage()))
                        .toList(),
                in.hasEnding() ? Optional.of(ending(in.getEnding())) : Optional.empty(),
                in.getIterationsMap(),
                in.getFeedsList().stream().map(OrdersWire::feed).toList(),
                in.getUnaccounted(),
                in.hasAround() ? oneTime(in.getAround()) : OneTimeProgress.NOTHING);
    }

    private static WorkersProto.Orders.Around write(OneTimeProgress oneTime) {
        WorkersProto.Orders.Around.Builder out = WorkersProto.Orders.Around.newBuilder()
                .setStage(oneTime.stage().name())
                .setGiven(oneTime.given());
        oneTime.measured().ifPresent(snapshot -> out.setMeasured(new SpanWriter().write(new Span(0, 0, snapshot))));
        return out.build();
    }

    private static OneTimeProgress oneTime(WorkersProto.Orders.Around in) {
        return new OneTimeProgress(
                OneTimeProgress.Stage.valueOf(in.getStage()),
                in.getGiven(),
                in.hasMeasured()
                        ? Optional.of(new SpanReader().read(in.getMeasured()).snapshot())
                        : Optional.empty());
    }

    private static WorkersProto.Orders.Feed write(Feed feed) {
        WorkersProto.Orders.Feed.Builder out = WorkersProto.Orders.Feed.newBuilder()
                .setGranted(feed.granted())
                .setReserved(feed.reserved())
                .setLimit(feed.limit());
        feed.leases()
                .forEach((worker, ranges) ->
                        ranges.forEach(range -> out.addRanges(WorkersProto.Orders.Feed.Range.newBuilder()
                                .setWorker(worker)
                                .setFrom(range.from())
                                .setTo(range.to())
                                .setBefore(range.before()))));
        return out.build();
    }

    private static Feed feed(WorkersProto.Orders.Feed in) {
        Map<Integer, List<Lease.Range>> leases = new LinkedHashMap<>();
        in.getRangesList()
                .forEach(range -> leases.computeIfAbsent(range.getWorker(), unused -> new ArrayList<>())
                        .add(new Lease.Range(range.getFrom(), range.getTo(), range.getBefore())));
        return new Feed(in.getGranted(), in.getReserved(), in.getLimit(), leases);
    }

    private static Membership membership(WorkersProto.Orders in) {
        Map<String, Membership.Slot> slots = new LinkedHashMap<>();
        in.getPostsList()
                .forEach(slot ->
                        slots.put(slot.getName(), new Membership.Slot(slot.getIncarnation(), slot.getNumber())));
        return new Membership(
                in.getAssignment().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Assignment.fromBytes(in.getAssignment().toByteArray())),
                slots);
    }

    private static Orders.Ending ending(WorkersProto.Orders.Ending in) {
        return new Orders.Ending(
                Orders.Reason.valueOf(in.getReason()),
                in.getMessage(),
                in.getAtNanos(),
                Duration.ofNanos(in.getGraceNanos()));
    }
}
