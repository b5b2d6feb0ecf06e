import dev.throng.scenario.*;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

abstract class Base extends HttpUser {
    protected final List<String> done = new ArrayList<>();

    static void must(boolean holds, String what) {
        if (!holds) throw new IllegalStateException(what);
    }

    @Override public void onStart() {
        must(iteration() == 0, "no task yet");
        must(shared().orElse("").equals("given"), "shared " + shared());
        must(Frame.prepared.equals("given"), "worker's hook " + Frame.prepared);
        client.get("/start");
    }

    @Override public void onStop() {
        must(iteration() == 12, "tasks " + iteration());
        client.get("/stop");
    }
}

@Count(1) class Sections extends Base {
    Wait wait = (random, took) -> Duration.ofMillis(random.nextInt(1, 3));

    @Task class Section extends TaskSet {
        @Override public void onStart() { done.add("in"); }
        @Override public void onStop() { done.add("out"); }

        @Task class Ordered extends SequentialTaskSet {
            @Task void first() { done.add("first"); client.get("/first"); }
            @Task void second() { done.add("second"); client.get("/second"); }
            @Task void third() {
                done.add("third");
                must(done.subList(done.size() - 3, done.size()).equals(List.of("first", "second", "third")), "order " + done);
                interrupt();
            }
        }
    }
}

@Count(1) class Words extends Base {
    Wait wait = pacing(0.001);
    private final long[] numbers = new long[12];

    @Task void task() {
        must(userNumber() >= 0 && users() >= 1, "user");
        numbers[(int) iteration() - 1] = random().nextLong();
        if (iteration() == 2) rescheduleTask();
        pause(0.001);
        pause(Duration.ofMillis(1));
        client.get("/items/" + iteration(), name("/items/{n}"));
        measured("OWN", "thing", Duration.ofMillis(3), 10, null);
    }
}

@Count(1) class Throughput extends Base {
    Wait wait = throughput(1000);
    @Task @Tag("plain") void task() { client.get("/plain"); }
}

class Frame {
    static volatile String prepared = "";

    @BeforeRun static String begin() { return "given"; }
    @BeforeWorker static void prepare(String shared) { prepared = shared; }
    @AfterWorker static void away() { prepared = ""; }
    @AfterRun static void end() {}
}
