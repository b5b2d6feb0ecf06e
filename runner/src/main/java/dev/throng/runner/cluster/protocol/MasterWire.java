package dev.throng.runner.cluster.protocol;

import dev.throng.runner.cluster.wire.WorkersProto;
import dev.throng.runner.cluster.wire.WorkersProto.MasterMessage;

/** What a master says, as it goes over the wire; one instance per connection and end. Confined to one thread. */
public final class MasterWire {
    private final SpanWriter writer = new SpanWriter();
    private final SpanReader reader = new SpanReader();

    public MasterMessage write(ToWorker message) {
        MasterMessage.Builder out = MasterMessage.newBuilder();
        switch (message) {
            case ToWorker.Pong pong ->
                out.setPong(WorkersProto.Pong.newBuilder()
                        .setWorkerNanos(pong.workerNanos())
                        .setMasterNanos(pong.masterNanos()));
            case ToWorker.Welcome welcome -> out.setWelcome(write(welcome));
            case ToWorker.Refused refused ->
                out.setRefused(WorkersProto.Refused.newBuilder()
                        .setReason(write(refused.refusal()))
                        .setMessage(refused.reason()));
            case ToWorker.NewOrders latest -> out.setOrders(OrdersWire.write(latest.orders()));
            case ToWorker.Ack ack ->
                out.setAck(WorkersProto.Ack.newBuilder().setNext(ack.next()).setKept(ack.kept()));
            case ToWorker.Resend resend ->
                out.setResend(WorkersProto.Resend.newBuilder().setFrom(resend.from()));
            case ToWorker.Hold hold ->
                out.setHold(WorkersProto.Hold.newBuilder()
                        .setOf(WorkerWire.write(hold.of()))
                        .setSpan(writer.write(hold.span()))
                        .setWhole(hold.whole()));
            case ToWorker.Fetch fetch ->
                out.setFetch(WorkersProto.Fetch.newBuilder()
                        .setOf(WorkerWire.write(fetch.of()))
                        .setUpTo(fetch.upTo()));
            case ToWorker.Release release ->
                out.setRelease(WorkersProto.Release.newBuilder().setOf(WorkerWire.write(release.of())));
            case ToWorker.Dismissed dismissed -> out.setDismissed(WorkersProto.Dismissed.getDefaultInstance());
        }
        return out.build();
    }

    private static WorkersProto.Welcome write(ToWorker.Welcome welcome) {
        return WorkersProto.Welcome.newBuilder()
                .setRunId(welcome.runId())
                .setPlan(welcome.plan())
                .setPlanHash(welcome.planHash())
                .setNext(welcome.next())
                .setOrders(OrdersWire.write(welcome.orders()))
                .build();
    }

    private static WorkersProto.Refused.Reason write(Refusal refusal) {
        return switch (refusal) {
            case PROTOCOL -> WorkersProto.Refused.Reason.REASON_PROTOCOL;
            case RUN -> WorkersProto.Refused.Reason.REASON_RUN;
            case PLAN -> WorkersProto.Refused.Reason.REASON_PLAN;
            case NAME -> WorkersProto.Refused.Reason.REASON_NAME;
            case OVER -> WorkersProto.Refused.Reason.REASON_OVER;
            case TOKEN -> throw new IllegalArgumentException("a wrong token is refused by the transport");
        };
    }

    /** @throws IllegalArgumentException when it is nothing that a master says */
    public ToWorker read(MasterMessage in) {
        return switch (in.getOfCase()) {
            case PONG ->
                new ToWorker.Pong(in.getPong().getWorkerNanos(), in.getPong().getMasterNanos());
            case WELCOME -> read(in.getWelcome());
            case REFUSED ->
                new ToWorker.Refused(
                        read(in.getRefused().getReason()), in.getRefused().getMessage());
            case ORDERS -> new ToWorker.NewOrders(OrdersWire.read(in.getOrders()));
            case ACK -> new ToWorker.Ack(in.getAck().getNext(), in.getAck().getKept());
            case RESEND -> new ToWorker.Resend(in.getResend().getFrom());
            case HOLD ->
                new ToWorker.Hold(
                        WorkerWire.read(in.getHold().getOf()),
                        reader.read(in.getHold().getSpan()),
                        in.getHold().getWhole());
            case FETCH ->
                new ToWorker.Fetch(
                        WorkerWire.read(in.getFetch().getOf()), in.getFetch().getUpTo());
            case RELEASE -> new ToWorker.Release(WorkerWire.read(in.getRelease().getOf()));
            case DISMISSED -> new ToWorker.Dismissed();
            case OF_NOT_SET -> throw new IllegalArgumentException("an empty message");
        };
    }

    private static ToWorker.Welcome read(WorkersProto.Welcome in) {
        return new ToWorker.Welcome(
                in.getRunId(), in.getPlan(), in.getPlanHash(), in.getNext(), OrdersWire.read(in.getOrders()));
    }

    private static Refusal read(WorkersProto.Refused.Reason in) {
        return switch (in) {
            case REASON_PROTOCOL -> Refusal.PROTOCOL;
            case REASON_RUN -> Refusal.RUN;
            case REASON_PLAN -> Refusal.PLAN;
            case REASON_NAME -> Refusal.NAME;
            case REASON_OVER -> Refusal.OVER;
            case REASON_UNSPECIFIED, UNRECOGNIZED -> Refusal.PROTOCOL;
        };
    }
}
