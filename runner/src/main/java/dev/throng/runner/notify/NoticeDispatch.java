package dev.throng.runner.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends a notice to several receivers at a time: a slow one keeps none of the others waiting. */
public final class NoticeDispatch {
    private NoticeDispatch() {}

    /** In the order of the receivers; blocking, for as long as the sender is patient. */
    public static List<Delivery> all(Sender sender, List<Receiver> receivers, Notice notice)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Delivery>> calls = receivers.stream()
                    .<Callable<Delivery>>map(receiver -> () -> sender.send(receiver, notice))
                    .toList();
            List<Delivery> deliveries = new ArrayList<>();
            for (Future<Delivery> call : threads.invokeAll(calls)) {
                deliveries.add(call.get());
            }
            return List.copyOf(deliveries);
        } catch (ExecutionException e) {
            throw new IllegalStateException("sending fails by its result only", e.getCause());
        }
    }
}
