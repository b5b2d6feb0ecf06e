package dev.throng.python;

import dev.throng.python.file.Precheck;
import dev.throng.python.file.Sources;
import dev.throng.python.scenario.Locustfiles;
import dev.throng.runner.code.Bundle;
import dev.throng.runner.code.Language;
import dev.throng.runner.code.Loading;
import dev.throng.runner.code.Mistake;
import dev.throng.runner.code.Terms;
import java.util.List;

/** Locustfiles. */
public final class PythonLanguage implements Language {
    @Override
    public String name() {
        return "python";
    }

    @Override
    public String suffix() {
        return ".py";
    }

    @Override
    public boolean usesFolder() {
        return true;
    }

    @Override
    public Loading load(Bundle bundle, Terms terms) {
        // What can be said without Python is said before the seconds that its start takes.
        List<Mistake> mistakes = Precheck.of(bundle);
        if (!mistakes.isEmpty()) {
            return new Loading.Refused(mistakes);
        }
        return Locustfiles.load(Sources.lay(bundle), terms);
    }
}
