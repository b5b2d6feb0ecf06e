package dev.throng.operator.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.api.LoadTestSpec;
import dev.throng.api.RootRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The part of a spec that a run belongs to: all but what may change while it runs. Two specs with the same part and the
 * same {@code rerun} ask for the same run, whatever version of the operator or of the definition wrote them.
 */
public final class RunPart {
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final int HASH_BYTES = 16;
    private static final List<String> LOAD = List.of(
            "scenario",
            "users",
            "spawnRate",
            "rate",
            "poisson",
            "maxUsers",
            "runTime",
            "iterations",
            "iterationsPerUser",
            "rampDown",
            "stages",
            "capacity",
            "warmup",
            "http");

    private RunPart() {}

    /** The spec as JSON without what no run depends on. */
    public static ObjectNode of(LoadTestSpec spec) {
        ObjectNode json = SORTED.valueToTree(spec);
        json.remove(RootRules.FREE);
        return json;
    }

    /** Hexadecimal; of canonical JSON, so that the order of fields does not matter. */
    public static String hash(LoadTestSpec spec) {
        ObjectNode json = of(spec);
        if (spec.rerun() != null) {
            json.put("rerun", spec.rerun());
        }
        return digest(json);
    }

    /**
     * Of what is done at which load, whatever is asked of the target: figures of runs with the same one make a trend.
     * Hexadecimal.
     */
    public static String loadHash(LoadTestSpec spec) {
        return digest(of(spec).retain(LOAD));
    }

    private static String digest(ObjectNode json) {
        byte[] digest = sha256().digest(canonical(json).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    }

    /** Fields in the order of their names, at every depth. */
    private static String canonical(JsonNode json) {
        try {
            return SORTED.writeValueAsString(SORTED.treeToValue(json, Object.class));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
