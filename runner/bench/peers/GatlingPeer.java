import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;

/** One GET as fast as it goes, in Gatling's own terms; driven by engine.py. */
public final class GatlingPeer extends Simulation {
    {
        var item = exec(http("item").get(System.getProperty("peer.url")).check(status().is(200)));
        setUp(scenario("peer").forever().on(item).injectOpen(atOnceUsers(Integer.getInteger("peer.users"))))
                .protocols(http)
                .maxDuration(Integer.getInteger("peer.seconds"));
    }
}
