package dev.throng.operator;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The operator's own key, which runs' tokens are made from. It is made once, kept in a Secret beside the operator, and read
 * once per process, at the first run. Safe for all threads.
 */
final class OperatorKey implements Supplier<byte[]> {
    private static final String KEY = "key";
    private static final int BYTES = 32;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private byte @Nullable [] read;

    OperatorKey(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    @Override
    public synchronized byte[] get() {
        if (read == null) {
            read = Base64.getDecoder().decode(secret().getData().get(KEY));
        }
        return read;
    }

    private Secret secret() {
        Secret found = client.secrets().inNamespace(namespace).withName(name).get();
        return found == null ? make() : found;
    }

    /** Another operator may be quicker: then its key is the key. */
    private Secret make() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("app.kubernetes.io/managed-by", "throng-operator")
                .endMetadata()
                .withImmutable(true)
                .addToData(KEY, Base64.getEncoder().encodeToString(key))
                .build();
        try {
            return client.resource(secret).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return client.secrets().inNamespace(namespace).withName(name).require();
            }
            throw e;
        }
    }
}
