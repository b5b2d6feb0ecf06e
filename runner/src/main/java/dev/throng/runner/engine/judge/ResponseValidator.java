package dev.throng.runner.engine.judge;

import dev.throng.runner.contract.Operation;
import dev.throng.runner.http.response.ResponseParser;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.plan.http.Contract;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Draws the responses that are validated, and says whether they are as the target's description promises. One per loop, confined to it. */
public final class ResponseValidator {
    private final @Nullable Contract contract;
    private final Origin target;
    private final boolean all;
    private final BitSet begun = new BitSet();

    /**
     * @param contract null when the target promises nothing
     * @param target whose responses it is about
     * @param all whether all are validated, as somebody watches
     */
    public ResponseValidator(@Nullable Contract contract, Origin target, boolean all) {
        this.contract = contract;
        this.target = target;
        this.all = all;
    }

    /** Which share of all responses is validated, from 0 to 1. */
    public double share() {
        Contract known = contract;
        return known == null ? 0 : all ? 1 : known.share();
    }

    /** Whether what is otherwise is counted only. */
    public boolean isSoft() {
        return contract != null && contract.soft();
    }

    /** What the description is called, for people. */
    public String name() {
        return contract == null ? "" : contract.api().name();
    }

    /** A number from 0 to 1, by which a response is one of a share or not; the first of each name is one of all shares. @param slot of the name */
    public double draw(int slot) {
        if (all || !begun.get(slot)) {
            begun.set(slot);
            return 0;
        }
        return ThreadLocalRandom.current().nextDouble();
    }

    /** Which operation a request is; empty when it is none that is described. @param url that answered */
    public Optional<Operation> operation(String method, Url url) {
        Contract known = contract;
        return known == null || !isTarget(url.origin())
                ? Optional.empty()
                : known.api().operation(method, url.path());
    }

    private boolean isTarget(Origin origin) {
        return origin.tls() == target.tls()
                && origin.port() == target.port()
                && origin.host().equalsIgnoreCase(target.host());
    }

    /** What is otherwise than described; null when all is as it is. @param body read */
    public static @Nullable String broken(Operation operation, ResponseParser response, Content body) {
        return operation.broken(
                response.status(), response.header("content-type"), body.array(), body.from(), body.length());
    }
}
