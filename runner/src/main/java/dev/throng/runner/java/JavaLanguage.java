package dev.throng.runner.java;

import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Language;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Mistake;
import dev.throng.runner.code.Terms;
import dev.throng.runner.grpc.proto.Definitions;
import dev.throng.runner.grpc.proto.ProtoTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Java, as the runner's plug-in. */
public final class JavaLanguage implements Language {
    private static final String PROTO = ".proto";

    @Override
    public String name() {
        return "java";
    }

    @Override
    public String suffix() {
        return ".java";
    }

    @Override
    public List<String> alsoReads() {
        return List.of(PROTO);
    }

    @Override
    public Loading load(Bundle bundle, Terms terms) {
        Map<String, String> protos = new TreeMap<>(bundle.files());
        protos.keySet().removeIf(name -> !name.endsWith(PROTO));
        if (protos.isEmpty()) {
            return load(bundle, terms, Optional.empty());
        }
        return switch (ProtoTexts.read(protos)) {
            case ProtoTexts.Read read -> load(without(bundle, protos.keySet()), terms, Optional.of(read.definitions()));
            case ProtoTexts.Refused refused -> new Loading.Refused(List.of(mistake(refused.mistake())));
        };
    }

    private static Bundle without(Bundle bundle, Set<String> names) {
        Map<String, String> rest = new LinkedHashMap<>(bundle.files());
        rest.keySet().removeAll(names);
        return new Bundle(rest, bundle.libraries());
    }

    private static Mistake mistake(ProtoTexts.Mistake wrong) {
        return new Mistake(wrong.file(), wrong.line(), wrong.column(), wrong.message());
    }

    private static Loading load(Bundle bundle, Terms terms, Optional<Definitions> definitions) {
        return switch (SourceCompiler.compile(bundle)) {
            case SourceCompiler.Refused refused -> new Loading.Refused(refused.mistakes());
            case SourceCompiler.Compiled compiled -> {
                ScenarioLoader loader = new ScenarioLoader(compiled.classes(), bundle.libraries());
                Discovery discovery = new Discovery(loader, terms);
                List<Mistake> mistakes = discovery.mistakes();
                yield mistakes.isEmpty()
                        ? new Loading.Ready(discovery.scenario(definitions))
                        : new Loading.Refused(mistakes);
            }
        };
    }
}
