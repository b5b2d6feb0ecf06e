package dev.throng.runner.engine.code;

import dev.throng.runner.code.Code;
import dev.throng.runner.engine.loop.Loop;
import dev.throng.runner.engine.user.Cohort;
import dev.throng.runner.engine.user.User;
import dev.throng.runner.engine.user.UserOwner;
import dev.throng.runner.http.request.RequestWriter;
import dev.throng.runner.plan.UserClass;
import java.util.SplittableRandom;

/** The users of one class of code on one loop. */
public final class CodeCohort extends Cohort {
    private final Code code;
    private final RequestWriter writer;

    public CodeCohort(UserClass type, Loop loop, Code code) {
        super(type, loop);
        this.code = code;
        writer = new RequestWriter(
                loop.shared().target(), loop.shared().plan().http().wires());
    }

    @Override
    public User newUser(int number, SplittableRandom random, UserOwner home) {
        return new CodeUser(this, number, random, home, code);
    }

    /** Writes the requests of code. */
    RequestWriter writer() {
        return writer;
    }
}
