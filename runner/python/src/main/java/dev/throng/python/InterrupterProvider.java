package dev.throng.python;

import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/** By which the interpreter's engine finds {@link Reach}: what an annotation processor of Truffle's would write. */
@TruffleInstrument.Registration(id = Reach.Tool.ID, name = "Reach", version = "1", services = Reach.class)
public final class ReachProvider extends TruffleInstrumentProvider {
    @Override
    protected String getInstrumentClassName() {
        return Reach.Tool.class.getName();
    }

    @Override
    protected Object create() {
        return new Reach.Tool();
    }

    @Override
    protected Collection<String> getServicesClassNames() {
        return List.of(Reach.class.getName());
    }
}
