package dev.throng.api.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.throng.api.schema.Needs;
import dev.throng.api.schema.OneOf;
import dev.throng.api.schema.Patterns;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the methods and messages of gRPC calls are defined; the server is asked by reflection when neither is given. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@OneOf(
        value = {"protos", "descriptors"},
        orNone = true,
        what = "the definitions of calls")
@Needs(
        value = {"imports"},
        anyOf = {"protos"})
public record GrpcSpec(
        @JsonPropertyDescription(
                "Paths of .proto files that define the services, from the LoadTest's own folder, for example [catalog.proto]; in a cluster where the pods see them.")
        @Size(min = 1, max = 64) @Nullable List<@Size(min = 1, max = 1024) String> protos,

        @JsonPropertyDescription(
                "Folders in which what the .proto files import is looked for, beside the LoadTest's own and that of each file, for example [../protos].")
        @Size(min = 1, max = 16) @Nullable List<@Size(min = 1, max = 1024) String> imports,

        @JsonPropertyDescription(
                "Path of a descriptor set, as protoc --include_imports --descriptor_set_out or buf build writes it, for example shop.binpb.")
        @Size(min = 1, max = 1024) @Nullable String descriptors,

        @JsonPropertyDescription(
                "Longest message of an answer in bytes, also when it is decompressed, for example 1Mi; a longer one fails the call; 4Mi when absent.")
        @Pattern(Patterns.BYTES) @Size(max = 16) @Nullable String maxMessageSize,

        @JsonPropertyDescription(
                "Which of a name's addresses the calls of a user go to, pickFirst: one, another for each user; or roundRobin: all, in turn; pickFirst when absent.")
        @Nullable RpcBalancing balancing) {}
