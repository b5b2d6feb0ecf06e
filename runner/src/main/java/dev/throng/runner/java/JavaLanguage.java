package dev.throng.runner.java;

import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Language;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Mistake;
import dev.throng.runner.code.Terms;
import java.util.List;

/** Java, as the runner's plug-in. */
public final class JavaLanguage implements Language {
    @Override
    public String name() {
        return "java";
    }

    @Override
    public String suffix() {
        return ".java";
    }

    @Override
    public Loading load(Bundle bundle, Terms terms) {
        return switch (SourceCompiler.compile(bundle)) {
            case SourceCompiler.Refused refused -> new Loading.Refused(refused.mistakes());
            case SourceCompiler.Compiled compiled -> {
                ScenarioLoader loader = new ScenarioLoader(compiled.classes(), bundle.libraries());
                Discovery discovery = new Discovery(loader, terms);
                List<Mistake> mistakes = discovery.mistakes();
                yield mistakes.isEmpty() ? new Loading.Ready(discovery.scenario()) : new Loading.Refused(mistakes);
            }
        };
    }
}
