package dev.throng.runner.imports.jmx;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.tree.Notes;

/** How JMeter's client behaves by a plan's wish, beside what it sends: what is the same here, and what is not and told. */
final class ClientBehaviour {
    private final Notes notes;
    private int kept;
    private int closed;

    ClientBehaviour(Notes notes) {
        this.notes = notes;
    }

    /** Of a sampler that is sent. */
    void of(Element sampler, Scope scope) {
        if (sampler.text("HTTPSampler.use_keepalive").strip().equals("false")) {
            closed++;
        } else {
            kept++;
        }
        if (scope.text(sampler, "HTTPSampler.image_parser").equals("true")) {
            notes.add(
                    sampler.line(),
                    "what a page refers to, images, styles and scripts, is not loaded with it: write it as a flow that is done in parallel");
        }
        if (!scope.text(sampler, "HTTPSampler.connect_timeout").isEmpty()) {
            notes.add(sampler.line(), "the time to connect in is not carried over: see http.timeouts");
        }
        for (Element manager : scope.of("CookieManager")) {
            if (manager.is("CookieManager.clearEachIteration")) {
                notes.add(manager.line(), "cookies are kept for as long as a user is there, and not for an iteration");
            }
        }
        scope.of("CacheManager")
                .forEach(manager ->
                        notes.add(manager.line(), "nothing is cached: every request is sent, as of a new visitor"));
    }

    /** Of a group of threads among others. */
    void of(Element group) {
        if (group.text("ThreadGroup.same_user_on_next_iteration").strip().equals("false")) {
            notes.add(
                    group.line(),
                    group.called()
                            + " has a new user for each iteration in JMeter: here users go on, with their cookies");
        }
    }

    /** Of the plan as a whole. */
    void of(Element plan, int groups) {
        if (groups > 1 && plan.is("TestPlan.serialize_threadgroups")) {
            notes.add(
                    plan.line(),
                    "the thread groups run one after the other in JMeter: here their loads begin together, give the later ones startAfter");
        }
    }

    /** What the scenario says of its client; nothing when all is as usual. */
    ObjectNode client() {
        ObjectNode http = JsonNodeFactory.instance.objectNode();
        if (closed > 0 && kept == 0) {
            http.putObject("connections").put("per", "request");
        } else if (closed > 0) {
            notes.add(closed + " of " + (closed + kept)
                    + " requests close their connections in JMeter: here none does, see http.connections");
        }
        return http;
    }
}
