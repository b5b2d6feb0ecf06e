/**
 * Scenarios in code, whatever their language: what a language has to bring ({@link dev.throng.runner.code.Language}) and
 * what the engine gives to the code of a user ({@link dev.throng.runner.code.Session}).
 *
 * <p>A language is found by {@link java.util.ServiceLoader}: a module that has the file {@code
 * META-INF/services/dev.throng.runner.code.Language} on the class path is all it takes. The command line, a master and each
 * worker load the same sources for themselves, from the text of the plan; nothing compiled travels. The language gives a
 * {@link dev.throng.runner.code.Scenario} of {@linkplain dev.throng.runner.code.UserKind kinds of users}; the engine asks
 * each kind's {@link dev.throng.runner.code.Code} for a {@link dev.throng.runner.code.Behaviour} per user, and calls it on a
 * virtual thread of the user's own. Code that blocks costs no thread of the system; on a JVM that allows it, it runs on the
 * very event loop that carries its requests.
 */
@NullMarked
package dev.throng.runner.code;

import org.jspecify.annotations.NullMarked;
