package dev.throng.api.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Trust: the system's authorities unless own ones are given; verification is on unless switched off here. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"insecureSkipVerify", "caFile", "ca", "caConfigMap"},
        orNone = true,
        what = "trust")
@OneOf(
        value = {"clientCert", "clientCertFile"},
        orNone = true,
        what = "a client certificate")
@Needs(
        value = {"clientCert"},
        anyOf = {"clientKey"})
@Needs(
        value = {"clientKey"},
        anyOf = {"clientCert"})
@Needs(
        value = {"clientCertFile"},
        anyOf = {"clientKeyFile"})
@Needs(
        value = {"clientKeyFile"},
        anyOf = {"clientCertFile"})
public record TlsSpec(
        @JsonPropertyDescription("Whether any certificate is accepted; false when absent.") @Nullable Boolean insecureSkipVerify,

        @JsonPropertyDescription(
                "Path of a PEM file with the trusted authorities, on the machine or in the pods that run.")
        @Size(min = 1, max = 1024) @Nullable String caFile,

        @JsonPropertyDescription("The trusted authorities themselves, in PEM.") @Size(min = 1, max = 65536) @Nullable String ca,

        @JsonPropertyDescription(
                "Name of a ConfigMap in the same namespace with the trusted authorities in PEM, under its key ca.crt.")
        @Pattern(Patterns.OBJECT_NAME) @Size(min = 1, max = 253) @Nullable String caConfigMap,

        @JsonPropertyDescription(
                "Name that is asked for (SNI) and that the certificate must have; the target's host when absent.")
        @Size(min = 1, max = 253) @Nullable String serverName,

        @JsonPropertyDescription(
                "Certificate that the users show, with its chain, in PEM; may be ${env.…}, or a column of data per user.")
        @Size(min = 1, max = 65536) @Nullable String clientCert,

        @JsonPropertyDescription("Private key of clientCert in PEM, without a password, for example ${env.CLIENT_KEY}.")
        @Size(min = 1, max = 65536) @Nullable String clientKey,

        @JsonPropertyDescription(
                "Path of a PEM file with the certificate that the users show, on the machine or in the pods that run, for example certs/${account.id}.pem.")
        @Size(min = 1, max = 1024) @Nullable String clientCertFile,

        @JsonPropertyDescription("Path of a PEM file with its private key, without a password.")
        @Size(min = 1, max = 1024) @Nullable String clientKeyFile) {}
