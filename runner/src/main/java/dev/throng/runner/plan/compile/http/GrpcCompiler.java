package dev.throng.runner.plan.compile.http;

import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.throng.api.client.GrpcSpec;
import dev.throng.api.client.RpcBalancing;
import dev.throng.api.schema.Notation;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.grpc.Methods;
import dev.throng.runner.grpc.proto.Asking;
import dev.throng.runner.grpc.proto.DefinitionException;
import dev.throng.runner.grpc.proto.Definitions;
import dev.throng.runner.grpc.proto.DescriptorSets;
import dev.throng.runner.grpc.proto.ProtoFiles;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the methods of a plan's gRPC calls are defined. Looked at when the first call needs it, and once. */
public final class GrpcCompiler {
    private static final long USUAL_MESSAGE = 4L << 20;
    private static final GrpcSpec ABSENT = new GrpcSpec(null, null, null, null, null);

    private final GrpcSpec spec;
    private final PlanOptions options;
    private final HttpSettings http;
    private final URI target;
    private final Place place;
    private boolean looked;
    private @Nullable Definitions definitions;

    /** @param place of the specification's {@code grpc} */
    public GrpcCompiler(@Nullable GrpcSpec spec, PlanOptions options, HttpSettings http, URI target, Place place) {
        this.spec = spec == null ? ABSENT : spec;
        this.options = options;
        this.http = http;
        this.target = target;
        this.place = place;
    }

    /** Of an answer. */
    public long mostBytes() {
        return Quantity.bytes(spec.maxMessageSize(), USUAL_MESSAGE, place.field("maxMessageSize"));
    }

    /** Whether a user's calls go to all addresses of a name. */
    public boolean goesRound() {
        return spec.balancing() == RpcBalancing.roundRobin;
    }

    /** Null where definitions can't be seen from here, or there is something wrong with them, which is said then. */
    public @Nullable Definitions definitions() {
        if (!looked) {
            looked = true;
            definitions = look().orElse(null);
        }
        return definitions;
    }

    /** A method by its call; empty where none is seen or there is none, which is said then. */
    public Optional<MethodDescriptor> method(String call, Place at) {
        if (!Notation.RPC.matches(call)) {
            Quantity.wrong(call, Notation.RPC, at);
            return Optional.empty();
        }
        Definitions known = definitions();
        if (known == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(known.method(call));
        } catch (DefinitionException absent) {
            at.problem(String.valueOf(absent.getMessage()));
            return Optional.empty();
        }
    }

    /** For code, which says what it calls when it calls it. What can be wrong before is said now. */
    public Methods methods() {
        boolean given = spec.descriptors() != null || spec.protos() != null || ofCode().isPresent();
        Definitions now = given ? definitions() : null;
        return new Methods(now == null ? this::asked : () -> now, mostBytes(), goesRound());
    }

    private Optional<Definitions> ofCode() {
        return options.scenario().flatMap(Scenario::definitions);
    }

    private Definitions asked() throws DefinitionException {
        try {
            return asking().ask(Map.of(), Duration.ZERO, unheard -> {});
        } catch (DefinitionException wrong) {
            throw new DefinitionException("spec.grpc " + untold(wrong) + "; .proto files among the sources do too");
        }
    }

    private String untold(DefinitionException why) {
        return "is not given, and " + target.getScheme() + "://" + target.getAuthority() + " does not tell: "
                + why.getMessage();
    }

    private Optional<Definitions> look() {
        if (spec.descriptors() != null) {
            return descriptors(spec.descriptors(), place.field("descriptors"));
        }
        if (spec.protos() != null) {
            return protos(spec.protos());
        }
        return ofCode().or(() -> options.reflection().flatMap(this::reflection));
    }

    private Optional<Definitions> descriptors(String name, Place at) {
        Path file = options.files().apply(name);
        if (file == null || !isReadable(file, at)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DescriptorSets.read(file));
        } catch (DefinitionException wrong) {
            at.problem(name + ": " + wrong.getMessage());
        } catch (IOException unreadable) {
            at.problem("can't be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Definitions> protos(List<String> names) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Path file = options.files().apply(names.get(i));
            if (file == null || !isReadable(file, place.field("protos").item(i))) {
                return Optional.empty();
            }
            files.add(file);
        }
        try {
            return Optional.of(ProtoFiles.read(files, folders()));
        } catch (DefinitionException wrong) {
            place.field("protos").problem(String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            place.field("protos").problem("can't be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    /** The imports' own, then the LoadTest's. */
    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        List<String> names = spec.imports() == null ? List.of() : spec.imports();
        for (int i = 0; i < names.size(); i++) {
            Path folder = options.files().apply(names.get(i));
            if (folder != null && !Files.isDirectory(folder)) {
                place.field("imports").item(i).problem("is no folder: " + folder);
            } else if (folder != null) {
                folders.add(folder);
            }
        }
        Path here = options.files().apply("");
        if (here != null) {
            folders.add(here);
        }
        return folders;
    }

    private static boolean isReadable(Path file, Place at) {
        boolean readable = Files.isReadable(file) && !Files.isDirectory(file);
        if (!readable) {
            at.problem("can't be read: " + file);
        }
        return readable;
    }

    /** The first one that the plan gives for a host. */
    private Optional<String> place(String host) {
        return Optional.ofNullable(http.wires().resolve().get(host.toLowerCase(Locale.ROOT)))
                .map(places -> places.split(",", 2)[0].trim());
    }

    private Optional<Definitions> reflection(PlanOptions.Patience patience) {
        try {
            return Optional.of(asking().ask(Map.of(), patience.length(), patience.say()));
        } catch (DefinitionException wrong) {
            place.problem(untold(wrong));
            return Optional.empty();
        }
    }

    private Asking asking() {
        return new Asking(target, place(target.getHost()), http.caPem(), http.insecureSkipVerify(), http.serverName());
    }
}
