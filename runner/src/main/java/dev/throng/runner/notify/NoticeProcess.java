package dev.throng.runner.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries an {@link NoticeOrder} out. */
public final class NoticeProcess {
    private final Sender sender;

    public NoticeProcess(Sender sender) {
        this.sender = sender;
    }

    /**
     * @param environment with the order in it
     * @throws JsonProcessingException when that is none
     */
    public List<Delivery> run(Map<String, String> environment) throws JsonProcessingException, InterruptedException {
        Notice notice = Notice.of(environment.getOrDefault(NoticeOrder.NOTICE, ""));
        List<Receiver> known = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (NoticeOrder.To to : NoticeOrder.receivers(environment)) {
            Optional<Receiver> receiver = NoticeOrder.receiver(to, environment);
            receiver.ifPresentOrElse(
                    known::add,
                    () -> deliveries.add(new Delivery(to.name(), false, "there is no address: " + to.place())));
        }
        deliveries.addAll(NoticeDispatch.all(sender, known, notice));
        return List.copyOf(deliveries);
    }

    /** For whoever gave the order. */
    public static String report(List<Delivery> deliveries) {
        return NoticeOrder.report(deliveries);
    }
}
