package dev.throng.runner.web;

import dev.throng.runner.plan.UserClass;
import dev.throng.runner.web.http.Answer;
import dev.throng.runner.web.http.Refused;
import dev.throng.runner.web.http.Request;
import dev.throng.runner.web.http.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The endpoints that scripts and exporters written for Locust use, in its shapes. Two of what changes something are a GET
 * there, and scripts go by that; a POST does the same.
 */
final class LocustRoutes {
    private final Supplier<Shown> shown;
    private final Controls controls;
    private final Downloads downloads;

    LocustRoutes(Supplier<Shown> shown, Controls controls, Downloads downloads) {
        this.shown = shown;
        this.controls = controls;
        this.downloads = downloads;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/stats/requests",
                        request -> Answer.json(LocustJson.requests(
                                downloads.page(), shown.get().feed().live()))),
                Route.get("/exceptions", request -> Answer.json(LocustJson.exceptions(downloads.page()))),
                Route.get(
                        "/worker-count",
                        request -> Answer.json(
                                LocustJson.workerCount(shown.get().feed().live()))),
                Route.get("/tasks", request -> tasks()),
                Route.post("/swarm", this::swarm),
                Route.changingGet("/stop", request -> stop()),
                Route.post("/stop", request -> stop()),
                Route.changingGet("/stats/reset", request -> reset()),
                Route.post("/stats/reset", request -> reset()));
    }

    /** Errors are 200 with {@code success: false}, as in Locust. */
    private Answer swarm(Request request) throws IOException {
        try {
            return Answer.json(swarm(request.form()));
        } catch (Refused refused) {
            return Answer.json(LocustJson.refusal(String.valueOf(refused.getMessage())));
        }
    }

    private byte[] swarm(Request.Fields form) {
        Optional<String> users = form.get("user_count");
        Optional<String> rate = form.get("spawn_rate");
        if (users.isEmpty() || rate.isEmpty()) {
            return LocustJson.refusal("Missing user_count or spawn_rate from /swarm request");
        }
        Optional<Duration> runTime = form.get("run_time").flatMap(Controls::runTime);
        if (form.get("run_time").isPresent() && runTime.isEmpty()) {
            return LocustJson.refusal("Valid run_time formats are : 20, 20s, 3m, 2h, 1h20m, 3h30m10s, etc.");
        }
        String target = shown.get().run().plan().shownTarget();
        if (form.get("host").filter(host -> !sameTarget(host, target)).isPresent()) {
            return LocustJson.refusal("The target is " + target + " and can't be changed while the process runs");
        }
        refuseOtherClasses(form.all("user_classes"));
        return load(users.get(), rate.get(), runTime, target, form.byName());
    }

    /** A load of other users than whoever asks for it believes would be worse than none. */
    private void refuseOtherClasses(List<String> wanted) {
        List<String> there =
                shown.get().run().plan().users().stream().map(UserClass::name).toList();
        if (!wanted.isEmpty() && !Set.copyOf(wanted).equals(Set.copyOf(there))) {
            throw new Refused(
                    409,
                    "The user classes are " + String.join(", ", there)
                            + ": which of them there are is said where the process is started, at the end of the command line");
        }
    }

    private static boolean sameTarget(String host, String target) {
        return host.replaceAll("/+$", "").equals(target);
    }

    private byte[] load(
            String users, String rate, Optional<Duration> runTime, String target, Map<String, List<String>> values) {
        try {
            controls.load((int) Double.parseDouble(users), Double.parseDouble(rate), runTime, values);
        } catch (NumberFormatException e) {
            return LocustJson.refusal("user_count and spawn_rate must be numbers");
        }
        return LocustJson.swarming(target, runTime);
    }

    /** Only code knows its tasks in this shape. */
    private Answer tasks() {
        String ratios = shown.get()
                .run()
                .plan()
                .scenario()
                .map(code -> code.describe("ratios-json"))
                .orElse("");
        return Answer.json((ratios.isEmpty() ? "{}" : ratios).getBytes(StandardCharsets.UTF_8));
    }

    private Answer stop() {
        controls.stop();
        return Answer.json(LocustJson.stopped());
    }

    private Answer reset() {
        controls.reset();
        return Answer.text(200, "ok");
    }
}
