package dev.throng.runner.store;

import dev.throng.runner.report.Result;
import dev.throng.runner.report.ResultStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of an S3-compatible store, addressed by path, which every such store understands. Credentials are found where
 * AWS's own tools find them: in the environment, by a web identity, or by the pod's or the node's identity.
 *
 * @param prefix what every object's key begins with
 * @param history how many earlier runs' results stay
 */
record Bucket(String endpoint, String bucket, String prefix, String region, int history) implements ResultStore {
    private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Stored keep(Result result) throws IOException {
        StoredResult stored = StoredResult.of(result);
        String key = prefix + stored.name();
        AwsCredentials credentials = credentials();
        String place = bucket + "/" + key + " of " + endpoint;
        try (S3Client store = client(credentials)) {
            store.putObject(request(key), RequestBody.fromBytes(stored.bytes()));
            ExpiredResults.by(result, history).ifPresent(outlived -> clear(store, outlived));
            return new Stored(url(store, key), stored.bytes().length);
        } catch (S3Exception e) {
            throw new IOException("cannot write " + place + ": the store answered " + answer(e), e);
        } catch (SdkException e) {
            throw new IOException("cannot write " + place + ": " + e.getMessage(), e);
        }
    }

    /** What can't be removed is in nobody's way: who may write may not be allowed to list or to delete. */
    private void clear(S3Client store, ExpiredResults outlived) {
        try {
            store
                    .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix + outlived.prefix()))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .filter(key -> outlived.includes(key.substring(prefix.length())))
                    .toList()
                    .forEach(key ->
                            store.deleteObject(object -> object.bucket(bucket).key(key)));
        } catch (SdkException e) {
            LOG.warn("results of earlier runs stay in the bucket: {}", e.getMessage());
        }
    }

    private PutObjectRequest request(String key) {
        return PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType("application/gzip")
                .build();
    }

    private String url(S3Client store, String key) {
        return store.utilities()
                .getUrl(object -> object.bucket(bucket).key(key))
                .toString();
    }

    private S3Client client(AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.of(region))
                .forcePathStyle(true)
                // Not every compatible store knows bodies in signed chunks, or the newer checksums.
                .serviceConfiguration(options -> options.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(http())
                .build();
    }

    private static SdkHttpClient http() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(PATIENCE)
                .build();
    }

    private static AwsCredentials credentials() throws IOException {
        try (DefaultCredentialsProvider found =
                DefaultCredentialsProvider.builder().build()) {
            return found.resolveCredentials();
        } catch (SdkClientException e) {
            throw new IOException(
                    "there are no credentials for the bucket: name a Secret in spec.report.s3.credentialsSecret,"
                            + " or give the master's pod an identity",
                    e);
        }
    }

    private static String answer(S3Exception e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? String.valueOf(e.statusCode())
                : e.statusCode() + ", " + e.awsErrorDetails().errorCode() + ", "
                        + e.awsErrorDetails().errorMessage();
    }
}
