package dev.throng.runner.cluster.protocol;

import dev.throng.runner.cluster.wire.WorkersProto;
import dev.throng.runner.cluster.wire.WorkersProto.WorkerMessage;
import java.util.Optional;

/** What a worker says, as it goes over the wire; one instance per connection and end. Confined to one thread. */
public final class WorkerWire {
    private final SpanWriter writer = new SpanWriter();
    private final SpanReader reader = new SpanReader();

    public WorkerMessage write(ToMaster message) {
        WorkerMessage.Builder out = WorkerMessage.newBuilder();
        switch (message) {
            case ToMaster.Ping ping ->
                out.setPing(WorkersProto.Ping.newBuilder().setWorkerNanos(ping.workerNanos()));
            case ToMaster.Hello hello -> out.setHello(write(hello));
            case ToMaster.Ready ready -> out.setReady(WorkersProto.Ready.getDefaultInstance());
            case ToMaster.Report report ->
                out.setReport(WorkersProto.Report.newBuilder()
                        .setSpan(writer.write(report.span()))
                        .setLast(report.last()));
            case ToMaster.Heartbeat beat ->
                out.setBeat(WorkersProto.Beat.newBuilder()
                        .setOffsetNanos(beat.offsetNanos())
                        .setRoundTripNanos(beat.roundTripNanos())
                        .setEpoch(beat.epoch())
                        .addAllDrawn(beat.drawn()));
            case ToMaster.Held held ->
                out.setHeld(
                        WorkersProto.Held.newBuilder().setOf(write(held.of())).setNext(held.next()));
            case ToMaster.HandBack part ->
                out.setHandBack(WorkersProto.HandBack.newBuilder()
                        .setOf(write(part.of()))
                        .setSpan(writer.write(part.span()))
                        .setWhole(part.whole()));
            case ToMaster.Leaving leaving ->
                out.setLeaving(WorkersProto.Leaving.newBuilder().setReason(leaving.reason()));
            case ToMaster.Trouble trouble ->
                out.setTrouble(WorkersProto.Trouble.newBuilder().setMessage(trouble.message()));
        }
        return out.build();
    }

    static WorkersProto.WorkerId write(WorkerId id) {
        return WorkersProto.WorkerId.newBuilder()
                .setName(id.name())
                .setIncarnation(id.incarnation())
                .build();
    }

    private static WorkersProto.Hello write(ToMaster.Hello hello) {
        WorkersProto.Hello.Builder out = WorkersProto.Hello.newBuilder()
                .setProtocol(hello.protocol())
                .setId(write(hello.id()))
                .setKind(
                        switch (hello.kind()) {
                            case WORKER -> WorkersProto.Hello.Kind.KIND_WORKER;
                            case HOLDER -> WorkersProto.Hello.Kind.KIND_HOLDER;
                        })
                .setWeight(hello.weight())
                .setNext(hello.next())
                .setFinished(hello.finished());
        hello.runId().ifPresent(out::setRunId);
        hello.planHash().ifPresent(out::setPlanHash);
        hello.orders().ifPresent(orders -> out.setOrders(OrdersWire.write(orders)));
        hello.holdings()
                .forEach(holding -> out.addHoldings(WorkersProto.Holding.newBuilder()
                        .setOf(write(holding.of()))
                        .setNext(holding.next())));
        return out.build();
    }

    /** @throws IllegalArgumentException when it is nothing that a worker says */
    public ToMaster read(WorkerMessage in) {
        return switch (in.getOfCase()) {
            case PING -> new ToMaster.Ping(in.getPing().getWorkerNanos());
            case HELLO -> read(in.getHello());
            case READY -> new ToMaster.Ready();
            case REPORT ->
                new ToMaster.Report(
                        reader.read(in.getReport().getSpan()), in.getReport().getLast());
            case BEAT ->
                new ToMaster.Heartbeat(
                        in.getBeat().getOffsetNanos(),
                        in.getBeat().getRoundTripNanos(),
                        in.getBeat().getEpoch(),
                        in.getBeat().getDrawnList());
            case HELD ->
                new ToMaster.Held(read(in.getHeld().getOf()), in.getHeld().getNext());
            case HAND_BACK ->
                new ToMaster.HandBack(
                        read(in.getHandBack().getOf()),
                        reader.read(in.getHandBack().getSpan()),
                        in.getHandBack().getWhole());
            case LEAVING -> new ToMaster.Leaving(in.getLeaving().getReason());
            case TROUBLE -> new ToMaster.Trouble(in.getTrouble().getMessage());
            case OF_NOT_SET -> throw new IllegalArgumentException("an empty message");
        };
    }

    public static WorkerId read(WorkersProto.WorkerId in) {
        return new WorkerId(in.getName(), in.getIncarnation());
    }

    private static ToMaster.Hello read(WorkersProto.Hello in) {
        return new ToMaster.Hello(
                in.getProtocol(),
                read(in.getId()),
                kind(in.getKind()),
                in.getWeight(),
                in.hasRunId() ? Optional.of(in.getRunId()) : Optional.empty(),
                in.hasPlanHash() ? Optional.of(in.getPlanHash()) : Optional.empty(),
                in.hasOrders() ? Optional.of(OrdersWire.read(in.getOrders())) : Optional.empty(),
                in.getNext(),
                in.getFinished(),
                in.getHoldingsList().stream()
                        .map(holding -> new ToMaster.Holding(read(holding.getOf()), holding.getNext()))
                        .toList());
    }

    private static ToMaster.Kind kind(WorkersProto.Hello.Kind in) {
        return switch (in) {
            case KIND_WORKER -> ToMaster.Kind.WORKER;
            case KIND_HOLDER -> ToMaster.Kind.HOLDER;
            case KIND_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("unknown kind of worker");
        };
    }
}
