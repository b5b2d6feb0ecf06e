package dev.throng.runner.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries an {@link Order} out. */
public final class Errand {
    private final Sender sender;

    public Errand(Sender sender) {
        this.sender = sender;
    }

    /**
     * @param environment with the order in it
     * @throws JsonProcessingException when that is none
     */
    public List<Delivery> run(Map<String, String> environment) throws JsonProcessingException, InterruptedException {
        Notice notice = Notice.of(environment.getOrDefault(Order.NOTICE, ""));
        List<Receiver> known = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (Order.To to : Order.receivers(environment)) {
            Optional<Receiver> receiver = Order.receiver(to, environment);
            receiver.ifPresentOrElse(
                    known::add,
                    () -> deliveries.add(new Delivery(to.name(), false, "there is no address: " + to.place())));
        }
        deliveries.addAll(Telling.all(sender, known, notice));
        return List.copyOf(deliveries);
    }

    /** For whoever gave the order. */
    public static String report(List<Delivery> deliveries) {
        return Order.report(deliveries);
    }
}
