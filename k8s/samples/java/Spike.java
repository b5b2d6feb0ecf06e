import dev.throng.scenario.*;
import java.time.Duration;

// A sudden surge, held, then back to normal; the load is code, second by second. It is spike.yaml's:
//   ./throng run k8s/samples/java/Spike.java --host http://localhost:8000

class SpikeUser extends HttpUser {
    Wait waitTime = between(1, 2);

    @Task void usual() { client.get("/api/v1/items"); }
}

class SpikeShape extends LoadShape {
    private record Stage(int untilSecond, int users, double spawnRate) {}

    private static final Stage[] STAGES = {
        new Stage(120, 50, 1),      // ramp up
        new Stage(180, 200, 50),    // spike
        new Stage(300, 200, 50),    // hold
        new Stage(360, 50, 50),     // drop
        new Stage(480, 50, 1),      // recover
    };

    @Override public Tick tick(Duration elapsed) {
        for (Stage stage : STAGES) {
            if (elapsed.toSeconds() < stage.untilSecond()) return new Tick(stage.users(), stage.spawnRate());
        }
        return null;
    }
}
