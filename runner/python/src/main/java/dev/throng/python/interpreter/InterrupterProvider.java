package dev.throng.python.interpreter;

import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/** By which the interpreter's engine finds {@link Interrupter}: what an annotation processor of Truffle's would write. */
@TruffleInstrument.Registration(
        id = Interrupter.Tool.ID,
        name = "Interrupter",
        version = "1",
        services = Interrupter.class)
public final class InterrupterProvider extends TruffleInstrumentProvider {
    @Override
    protected String getInstrumentClassName() {
        return Interrupter.Tool.class.getName();
    }

    @Override
    protected Object create() {
        return new Interrupter.Tool();
    }

    @Override
    protected Collection<String> getServicesClassNames() {
        return List.of(Interrupter.class.getName());
    }
}
